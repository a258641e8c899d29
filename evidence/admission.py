"""The gate for every file that a person hands in: what it is, and that nothing in it may not come in."""

from __future__ import annotations

import hashlib
import json
import logging

from django.core.cache import caches
from django.core.files.base import File

from evidence.child import Busy, answer_of
from evidence.file_types import type_by_head
from evidence.hygiene.types import FileType
from parties.errors import Refused

logger = logging.getLogger(__name__)

NOT_CHECKED = (
    "This file could not be checked, so it was not taken. Open it, save it anew and choose that file; if "
    "that does not help, save it as PDF."
)
BUSY = "Many files are being checked just now, so this one was not taken. Try again in a moment."
LIGHT = 3 * 1024 * 1024  # bytes; a heavier one is checked each time, and not read once more for its digest
KEPT = 60 * 60  # seconds
RULES = 1  # raised when what is refused changes, so that no older answer counts


def file_type_of(upload: File[bytes]) -> FileType:
    """The type of an upload that can be handed in; else ``Refused`` with what to do. Fails closed.

    It reads the whole file in a process of its own, so call it outside of a transaction.
    """
    file_type = type_by_head(upload)
    upload.seek(0)
    why_not = _why_not(upload, file_type)
    upload.seek(0)
    if why_not:
        raise Refused(why_not, field="upload")
    return file_type


def _why_not(upload: File[bytes], file_type: FileType) -> str:
    """Nothing where the file may come in. Kept, as a file is sent to be read, then handed in."""
    if (upload.size or 0) > LIGHT:
        return _asked(upload, file_type)
    key = f"admission-{RULES}-{file_type.name}-{hashlib.sha256(upload.read()).hexdigest()}"
    upload.seek(0)
    kept: str | None = caches["previews"].get(key)
    if kept is None:
        kept = _asked(upload, file_type)
        if kept not in {BUSY, NOT_CHECKED}:
            caches["previews"].set(key, kept, KEPT)
    return kept


def _asked(upload: File[bytes], file_type: FileType) -> str:
    try:
        answer = json.loads(answer_of("evidence.hygiene", (file_type.name,), upload))
        return "" if answer == {"taken": True} else str(answer["refused"])
    except Busy:
        return BUSY
    except (ValueError, KeyError, TypeError):
        logger.warning(
            "A %s of %s bytes was refused, as it could not be checked.", file_type.name, upload.size
        )
        return NOT_CHECKED

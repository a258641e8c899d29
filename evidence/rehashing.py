"""Reading a stored file once more, a piece at a time, to compare it with what was handed in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from evidence.models import BytesFound, EvidenceFile
from evidence.stores import StoreFailed, store

CHUNK = 1024 * 1024  # bytes
EMPTY = "The store holds no file at all. Is its disk mounted, and is STORAGE_URL the right one?"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store has; no length and no digest where it has nothing."""

    found: BytesFound
    size: int | None = None
    sha256: str = ""


def bytes_seen(file: EvidenceFile) -> Seen:
    """What the store has of a file now. ``OSError`` where the store fails, which says nothing of the file.

    A store without a single file lost none: it is another one than it was, as where a disk is not mounted.
    """
    digest, size = hashlib.sha256(), 0
    try:
        with store.open(str(file.content.name)) as content:
            for chunk in content.chunks(CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except FileNotFoundError:
        if next(iter(store.written("")), None) is None:
            raise StoreFailed(EMPTY) from None
        return Seen(BytesFound.MISSING)
    is_right = (size, digest.hexdigest()) == (file.size, file.sha256)
    return Seen(BytesFound.AS_HANDED_IN if is_right else BytesFound.OTHER, size, digest.hexdigest())

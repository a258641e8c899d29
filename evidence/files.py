"""Bytes on their way into the store: hashed in the same pass, and taken out again if what follows fails."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import magic
from django.core.files.base import File
from django.core.files.storage import default_storage

from evidence.file_names import plain_name

FOLDER = "evidence"
HEAD = 8192  # bytes that tell a file's type


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes are in the store, and what is known of them; ``size`` in bytes."""

    name: str
    stored_as: str
    content_type: str
    size: int
    sha256: str


class _Hashing(File):  # type: ignore[type-arg]
    """A file that takes its own SHA-256 and length while somebody reads it in chunks."""

    def __init__(self, file: File) -> None:  # type: ignore[type-arg]
        super().__init__(file.file, file.name)
        self.digest = hashlib.sha256()
        self.length = 0

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in super().chunks(chunk_size):
            self.digest.update(chunk)
            self.length += len(chunk)
            yield chunk


@contextmanager
def stored(upload: File, place: str = "") -> Iterator[StoredFile]:  # type: ignore[type-arg]
    """Write an upload to the store for the length of a transaction; if that fails, nothing is left behind.

    ``place`` is a name in the store that nobody else uses; a new one among the evidence if none is given.
    """
    place = place or f"{FOLDER}/{uuid.uuid4()}"
    hashing = _Hashing(upload)
    try:
        upload.seek(0)
        content_type = magic.from_buffer(upload.read(HEAD), mime=True)
        upload.seek(0)
        saved = default_storage.save(place, hashing)
        yield StoredFile(
            name=plain_name(upload.name or ""),
            stored_as=saved,
            content_type=content_type,
            size=hashing.length,
            sha256=hashing.digest.hexdigest(),
        )
    except BaseException:
        default_storage.delete(place)
        raise

"""Bytes on their way into the store: hashed in the same pass, and kept if what follows is."""

from __future__ import annotations

import hashlib
import io
import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import magic
from django.core.files.base import File
from django.db import Error, InterfaceError, OperationalError, transaction

from evidence.file_names import name_for_the_record, plain_name
from evidence.stores import store
from evidence.stores.promises import INCOMING, incoming
from evidence.sweeping import named_by_rows
from evidence.uploads import name_given
from parties.errors import Refused

logger = logging.getLogger(__name__)

FOLDER = "evidence"
HEAD = 8192  # bytes that tell a file's type
NOT_STORED = "The file could not be stored, so nothing was kept. Try again in a few minutes."


class NotStored(Refused):
    """The store could not take a file."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where the bytes are in the store, and what is known of them; ``size`` in bytes."""

    name: str
    name_given: str
    stored_as: str
    content_type: str
    size: int
    sha256: str


class _Hashing(File):  # type: ignore[type-arg]
    """A file that can be read once, from where it stands, and takes its SHA-256 and length meanwhile."""

    def __init__(self, file: File) -> None:  # type: ignore[type-arg]
        super().__init__(file.file, file.name)
        self.digest = hashlib.sha256()
        self.length = 0

    def read(self, size: int = -1) -> bytes:
        chunk: bytes = self.file.read(size) if self.file else b""
        self.digest.update(chunk)
        self.length += len(chunk)
        return chunk

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation("seek")


@contextmanager
def stored(upload: File, place: str = "") -> Iterator[StoredFile]:  # type: ignore[type-arg]
    """Write an upload to the store, around a transaction that makes a row of it; if that fails, it goes.

    ``place`` is a name in the store that nobody else uses; a new one among the evidence if none is given.
    ``NotStored`` where the store fails.
    """
    place = place or f"{FOLDER}/{uuid.uuid4()}"
    file = _write(upload, place)
    try:
        yield file
    except Exception as failure:
        _take_back(file.stored_as, failure)
        raise
    transaction.on_commit(lambda: _settle(file.stored_as), robust=True)


def _write(upload: File, place: str) -> StoredFile:  # type: ignore[type-arg]
    hashing = _Hashing(upload)
    try:
        upload.seek(0)
        content_type = magic.from_buffer(upload.read(HEAD), mime=True)
        upload.seek(0)
        saved = store.save(incoming(place), hashing)
    except OSError as failure:
        logger.exception("The store could not take %s", place)
        _discard(place)
        raise NotStored(NOT_STORED, field="upload") from failure
    return StoredFile(
        name=plain_name(upload.name or ""),
        name_given=name_for_the_record(name_given(upload)),
        stored_as=saved.removeprefix(INCOMING),
        content_type=content_type,
        size=hashing.length,
        sha256=hashing.digest.hexdigest(),
    )


def _take_back(name: str, failure: Exception) -> None:
    """Remove a file whose transaction failed, where it is certain that it did.

    A database that went away may have committed yet, and what follows a commit can fail too.
    """
    if isinstance(failure, (OperationalError, InterfaceError)):
        return
    try:
        if not named_by_rows([name]):
            _discard(name)
    except Error:
        logger.warning("Whether a row names %s can't be asked now; sweeping will.", name)


def _discard(name: str) -> None:
    try:
        store.remove(incoming(name))
    except OSError as failure:
        logger.warning("%s stays in the store until it is swept: %s", incoming(name), failure)


def _settle(name: str) -> None:
    try:
        store.settle(name)
    except OSError as failure:
        logger.warning("%s keeps its temporary name until it is swept: %s", name, failure)

"""A process of its own for looking into a file: started anew, within limits, and with nothing to lose."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO

from django.core.files.base import File
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db.models.fields.files import FieldFile

from evidence.previews.limits import ANSWER, WAITING

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = BoundedSemaphore(2)  # children of one web process
CHUNK = 1024 * 1024  # bytes


class Busy(Exception):
    """Other files are being looked into, and went on being for as long as anybody waits."""


class OtherBytes(Exception):
    """These are not the bytes that were to be looked into."""


def answer_of(module: str, arguments: tuple[str, ...], content: File[bytes], *, sha256: str = "") -> bytes:
    """What ``python -m module`` answers; nothing if it was stopped at a limit or fell over.

    ``OtherBytes`` where a file of the store has not the digest that is given.
    """
    with _on_disk(content, sha256) as given, TemporaryFile() as answer:
        if not AT_ONCE.acquire(timeout=WAITING):
            raise Busy
        try:
            whole = _run((module, *arguments), given, answer)
        finally:
            AT_ONCE.release()
        answer.seek(0)
        return answer.read(ANSWER) if whole else b""


@contextmanager
def _on_disk(content: File[bytes], sha256: str) -> Iterator[IO[bytes]]:
    """The file from its start; what the web server keeps on its disk already is not copied."""
    if isinstance(content, TemporaryUploadedFile):
        with Path(content.temporary_file_path()).open("rb") as given:
            yield given
        return
    digest = hashlib.sha256()
    with TemporaryFile() as given:
        for chunk in content.chunks(CHUNK):
            digest.update(chunk)
            given.write(chunk)
        given.seek(0)
        if isinstance(content, FieldFile):
            content.close()
        if sha256 and digest.hexdigest() != sha256:
            logger.error("%s is not as it was handed in, so it is not shown", content.name)
            raise OtherBytes
        yield given


def _run(words: tuple[str, ...], given: IO[bytes], answer: IO[bytes]) -> bool:
    """Whether the child came to an end by itself. It inherits no setting, and so no secret."""
    try:
        done = subprocess.run(  # noqa: S603 - our own modules, and words of our own
            [sys.executable, "-m", *words],
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PATH": "", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=WAITING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("Looking into a file was stopped after %s seconds: %s", WAITING, words)
        return False
    if done.returncode:
        logger.warning("Looking into a file failed with %s: %s", done.returncode, words)
    return done.returncode == 0

"""The scanner's own protocol (INSTREAM of clamd), under one deadline from the first byte to the answer."""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from select import select
from urllib.parse import urlsplit

PORT = 3310
LONGEST_ANSWER = 4096  # bytes


class ScannerFailed(Exception):
    """The scanner gave no answer that can be relied on; says what was seen, for a log."""


class StreamTooLong(ScannerFailed):
    """The file is longer than the scanner takes (its StreamMaxLength)."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """A scanner at ``clamd://host:port`` or ``unix:///path``; each question has ``patience`` seconds."""

    url: str
    patience: float

    def version(self) -> str:
        """What the scanner calls itself and its signatures, such as ``ClamAV 1.4.6/27200/Mon May ...``."""
        answer = self._ask(b"VERSION")
        if not answer.startswith("ClamAV "):
            raise ScannerFailed(f"It calls itself {answer!r}.")
        return answer

    def found_in(self, chunks: Iterable[bytes]) -> str:
        """The name of what was found, or nothing where the scanner says that it found nothing."""
        answer = self._ask(b"INSTREAM", chunks)
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        if "size limit exceeded" in answer:
            raise StreamTooLong(answer)
        raise ScannerFailed(f"It answers {answer!r}.")

    def _ask(self, command: bytes, chunks: Iterable[bytes] | None = None) -> str:
        deadline = time.monotonic() + self.patience
        try:
            with self._connected(deadline) as line:
                # One that breaks off while we send has often said why, and that is read below.
                with suppress(BrokenPipeError, ConnectionResetError):
                    _send(line, deadline, b"z" + command + b"\0")
                    for part in _framed(chunks):
                        if select([line], [], [], 0)[0]:
                            break  # it has answered before the end
                        _send(line, deadline, part)
                return _answer(line, deadline)
        except OSError as failure:
            raise ScannerFailed(f"{type(failure).__name__}: {failure}") from failure

    @contextmanager
    def _connected(self, deadline: float) -> Iterator[socket.socket]:
        found = urlsplit(self.url)
        if found.scheme == "unix":
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(_left(deadline))
                line.connect(found.path)
                yield line
        else:
            place = (found.hostname or "", found.port or PORT)
            with socket.create_connection(place, timeout=_left(deadline)) as line:
                yield line


def _framed(chunks: Iterable[bytes] | None) -> Iterator[bytes]:
    """Each chunk behind its length, and a length of none at the end."""
    if chunks is None:
        return
    for chunk in chunks:
        if chunk:
            yield struct.pack("!L", len(chunk)) + chunk
    yield struct.pack("!L", 0)


def _send(line: socket.socket, deadline: float, part: bytes) -> None:
    line.settimeout(_left(deadline))
    line.sendall(part)


def _answer(line: socket.socket, deadline: float) -> str:
    """The whole answer, ended by a zero byte; half of one counts for nothing."""
    said = b""
    while not said.endswith(b"\0"):
        line.settimeout(_left(deadline))
        more = line.recv(LONGEST_ANSWER)
        said += more
        if not more or len(said) > LONGEST_ANSWER:
            raise ScannerFailed(f"It broke off, or said too much, after {said[:80]!r}.")
    if b"\0" in said[:-1]:
        raise ScannerFailed(f"It says two things: {said[:80]!r}.")
    return said[:-1].decode("utf-8", errors="replace").strip()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("It took too long.")
    return left

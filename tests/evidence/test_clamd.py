"""The scanner's protocol against a real one, and against servers that misbehave as real ones do."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from evidence.clamd import Clamd, ScannerFailed, StreamTooLong
from tests.services.clamd import EICAR, EICAR_NAME, KNOWN_BYTES, KNOWN_NAME, LONGEST, Scanner, running
from tests.services.holding import free_ports

PATIENCE = 20.0
SHORT = 0.3
CLEAN = b"%PDF-1.7\n% nothing to be found\n"
MORE_THAN_BUFFERS_HOLD = [b"x" * 65_536] * 400


@pytest.fixture(params=["port", "socket"])
def scanner(request: pytest.FixtureRequest, clamd: Scanner) -> Clamd:
    return Clamd(clamd.url if request.param == "port" else clamd.socket_url, PATIENCE)


def test_tells_its_version(scanner: Clamd):
    assert scanner.version().startswith("ClamAV 1.")


@pytest.mark.parametrize(
    ("chunks", "found"),
    [
        ([CLEAN], ""),
        ([], ""),
        ([b"", CLEAN, b"", CLEAN], ""),
        ([EICAR], EICAR_NAME),
        ([CLEAN, EICAR[:30], EICAR[30:], CLEAN], EICAR_NAME),
        ([KNOWN_BYTES], KNOWN_NAME),
        ([KNOWN_BYTES + b" "], ""),
        ([b"x" * LONGEST], ""),
    ],
)
def test_names_what_it_finds(scanner: Clamd, chunks: list[bytes], found: str):
    assert scanner.found_in(chunks) == found


@pytest.mark.parametrize("more", [1, 50 * LONGEST])
def test_a_stream_that_is_too_long_is_not_taken_for_clean(scanner: Clamd, more: int):
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for size in [65_536] * ((LONGEST + more) // 65_536) + [(LONGEST + more) % 65_536]:
            sent += size
            yield b"x" * size

    with pytest.raises(ScannerFailed) as failure:
        scanner.found_in(chunks())

    # Where it breaks off at once, its last words can be lost on the way.
    assert isinstance(failure.value, StreamTooLong) or "Reset" in str(failure.value)
    assert sent < LONGEST + 20 * LONGEST, "it goes on sending to who has broken off"


def test_a_scanner_that_is_away():
    (port,) = free_ports(1)
    for url in (f"clamd://127.0.0.1:{port}", "unix:///nowhere/clamd.sock"):
        for ask in (Clamd(url, PATIENCE).version, lambda url=url: Clamd(url, PATIENCE).found_in([CLEAN])):
            with pytest.raises(ScannerFailed):
                ask()


def test_a_scanner_that_went_away_and_came_back(tmp_path):
    with running(tmp_path) as first:
        assert Clamd(first.url, PATIENCE).found_in([EICAR]) == EICAR_NAME
    with pytest.raises(ScannerFailed):
        Clamd(first.url, PATIENCE).found_in([CLEAN])
    with running(tmp_path, int(first.url.rsplit(":", 1)[1])) as again:
        assert again.url == first.url
        assert Clamd(again.url, PATIENCE).found_in([CLEAN]) == ""


@contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """Takes each connection and treats it so, keeping it open until the end."""
    kept = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                kept.append(line)
                with suppress(OSError):  # the caller may have gone
                    answer(line)

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"clamd://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            for line in kept:
                line.close()


def says_nothing(line: socket.socket) -> None:
    pass


@pytest.mark.parametrize("chunks", [[CLEAN], MORE_THAN_BUFFERS_HOLD])
def test_one_that_takes_the_call_and_says_nothing_is_given_up(chunks: list[bytes]):
    with server(says_nothing) as url:
        asked = time.monotonic()
        with pytest.raises(ScannerFailed, match="TimeoutError"):
            Clamd(url, SHORT).found_in(chunks)
        assert SHORT <= time.monotonic() - asked < PATIENCE


def test_one_that_speaks_a_byte_now_and_then_is_given_up():
    def dribble(line: socket.socket) -> None:
        waits = threading.Event()
        while not waits.wait(SHORT / 10):
            try:
                line.send(b"s")
            except OSError:
                return

    with server(dribble) as url, pytest.raises(ScannerFailed):
        Clamd(url, SHORT).version()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"stream: OK",
        b"stream: O",
        b"OK\0",
        b"\0",
        b"stream: OK\0stream: Worm FOUND\0",
        b"INSTREAM: Can't open temporary file. ERROR\0",
        b"stream: Can't allocate memory ERROR\0",
        b"x" * 100_000,
        b"\xff\xfe\0",
    ],
)
def test_half_an_answer_or_another_counts_for_nothing(said: bytes):
    def speak(line: socket.socket) -> None:
        line.recv(100)
        line.sendall(said)
        line.shutdown(socket.SHUT_RDWR)

    with server(speak) as url:
        for ask in (lambda: Clamd(url, PATIENCE).found_in([CLEAN]), Clamd(url, PATIENCE).version):
            with pytest.raises(ScannerFailed):
                ask()


def test_an_answer_before_the_end_is_taken_where_it_refuses():
    def refuse(line: socket.socket) -> None:
        line.recv(10)
        line.sendall(b"INSTREAM size limit exceeded. ERROR\0")

    with server(refuse) as url, pytest.raises(StreamTooLong):
        Clamd(url, PATIENCE).found_in(MORE_THAN_BUFFERS_HOLD)

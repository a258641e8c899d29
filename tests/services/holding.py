"""Real servers for the length of a test run: started here, and stopped however the run ends.

A shell starts the server and then waits for the end of its own input, which only we hold open. However we
end, killed or not, that input ends with us, and the shell stops the server and removes its directory.
"""

from __future__ import annotations

import os
import secrets
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

PATIENCE = 60  # seconds
OFTEN = 0.02  # seconds between two looks

# The server holds the shell's output open as its descriptor 3, and closes it by ending.
HOLD = """
gone=$1 signal=$2
shift 2
"$@" 3>&1 >>log 2>&1 </dev/null &
server=$!
trap '{ kill -$signal $server; wait $server; } 2>/dev/null; rm -rf $gone' EXIT
exec >&-
read -r _ || true
"""


class NotStarted(Exception):
    """A server is not there or does not start; says what was seen."""


def program(*names: str, package: str) -> str:
    """Where the first of these is: with our packages or the system's, some of them where only root looks."""
    places = [str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"]
    for name in names:
        if found := shutil.which(name, path=":".join(places)):
            return found
    raise NotStarted(f"{' or '.join(names)} was not found. Install it: sudo apt-get install {package}")


def free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens on, none of those that the system gives to outgoing connections."""
    found: list[int] = []
    while len(found) < count:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            found += [] if port in found else [port]
    return found


def answers(port: int) -> bool:
    """Whether somebody listens on a loopback port."""
    with socket.socket() as asking:
        asking.settimeout(PATIENCE)
        return asking.connect_ex(("127.0.0.1", port)) == 0


def until(seen: Callable[[], object], what: str) -> None:
    """Look often, until something is so; fail if it is not in time."""
    deadline, look_again = time.monotonic() + PATIENCE, threading.Event()
    while not seen():
        look_again.wait(OFTEN)
        assert time.monotonic() < deadline, f"Waited for {PATIENCE} s in vain until {what}."


@contextmanager
def directory_for(name: str, given: Path | None) -> Iterator[Path]:
    """The directory that was given, or one that goes again."""
    if given:
        yield given
        return
    made = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def held(
    command: Sequence[str],
    *,
    directory: Path,
    ready: Callable[[], bool],
    keeps_directory: bool = False,
    leaves: Sequence[Path] = (),
    stop: str = "KILL",
    environment: Mapping[str, str] | None = None,
    user: str | None = None,
) -> Iterator[None]:
    """A server in its directory, from when it is ready; its output is in ``log`` there.

    ``stop`` is the signal that ends it, ``leaves`` what it then leaves elsewhere. With ``keeps_directory``
    another may be started on what it left there.
    """
    gone = [*leaves, *([] if keeps_directory else [directory])]
    as_whom: dict[str, Any] = {"user": user, "group": user, "extra_groups": ()} if user else {}
    holder = subprocess.Popen(
        ["/bin/sh", "-c", HOLD, "hold", " ".join(map(str, gone)), stop, *command],
        cwd=directory,
        env=os.environ | (environment or {}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # what kills or interrupts us shall not reach it
        **as_whom,
    )
    try:
        _wait(holder, directory / "log", ready)
        yield
    finally:
        holder.communicate()


def _wait(holder: subprocess.Popen[bytes], log: Path, ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        ended = select.select([holder.stdout], [], [], OFTEN)[0]
        if ended or time.monotonic() > deadline:
            raise NotStarted(log.read_text(errors="replace") if log.exists() else "It left no word.")

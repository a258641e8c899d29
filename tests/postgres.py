"""A throw-away PostgreSQL for the length of a command: `python -m tests.postgres pytest -m django_db`.

It listens on a socket in a temporary directory alone: no port can be taken, and nobody else gets in. The
shell that started it waits for the end of its own input. However this program ends, killed or not, that input
ends with it, and the shell stops the server and removes its directory.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NOTHING_TO_RUN = 5  # pytest's exit status where no test was chosen

# The cluster never has to survive a crash of the machine, so nothing waits for its disk.
HOLD = """
set -e
trap 'pg_ctl stop --silent --mode immediate || true; rm -rf "$PWD"' EXIT
initdb --no-sync --auth trust --username qualtrack --encoding UTF8 --locale C.UTF-8 >log 2>&1
pg_ctl start --silent --wait --log log --options "-k '$PWD' -c listen_addresses='' -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
echo ready
read -r _ || true
"""


class NoPostgres(Exception):
    """PostgreSQL is not there or does not start; says what was seen."""


def programs() -> str:
    """The directory of PostgreSQL's programs, of the newest version where Debian keeps several."""
    if found := shutil.which("initdb"):
        return str(Path(found).resolve().parent)
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not versions:
        raise NoPostgres("PostgreSQL was not found. Install it: sudo apt-get install postgresql")
    return str(versions[-1])


@contextmanager
def running() -> Iterator[str]:
    """Start a server; gives the URL of an empty database of it."""
    directory = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        with _holding(directory) as held:
            assert held.stdout
            if held.stdout.readline() != "ready\n":
                raise NoPostgres((directory / "log").read_text())
            yield f"postgres://qualtrack@/{directory}/postgres"
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def _holding(directory: Path) -> Iterator[subprocess.Popen[str]]:
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(directory, "postgres", "postgres")
        as_whom = {"user": "postgres", "group": "postgres", "extra_groups": ()}
    found = {"PATH": f"{programs()}:{os.environ['PATH']}", "PGDATA": str(directory / "cluster")}
    held = subprocess.Popen(
        ["/bin/sh", "-c", HOLD],
        cwd=directory,
        env=found,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # what kills or interrupts us shall not reach it
        **as_whom,
    )
    try:
        yield held
    finally:
        held.communicate()


def main(command: Sequence[str]) -> int:
    """Run a command with the server's URL in its environment; that no test was chosen is no failure."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with running() as url:
            code = subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0 if code == NOTHING_TO_RUN else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A throw-away PostgreSQL, for a test or a command: `python -m tests.services.postgres pytest -m django_db`.

It listens on a socket in a temporary directory alone: no port can be taken, and nobody else gets in.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.services.holding import NotStarted, directory_for, held

NOTHING_TO_RUN = 5  # pytest's exit status where no test was chosen

# The cluster never has to survive a crash of the machine, so nothing waits for its disk.
SERVE = """
set -e
[ -e cluster ] || initdb --no-sync --auth trust --username qualtrack --encoding UTF8 --locale C.UTF-8
exec postgres -k "$PWD" -c listen_addresses= -c max_connections=200 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off
"""


def programs() -> str:
    """The directory of PostgreSQL's programs, of the newest version where Debian keeps several."""
    if found := shutil.which("initdb"):
        return str(Path(found).resolve().parent)
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if not versions:
        raise NotStarted("PostgreSQL was not found. Install it: sudo apt-get install postgresql")
    return str(versions[-1])


@contextmanager
def running(directory: Path | None = None) -> Iterator[str]:
    """Start a server; gives the URL of its database, empty but in a directory where one was before."""
    where = programs()
    with directory_for("postgres", directory) as place:
        user = "postgres" if os.geteuid() == 0 else None  # the server refuses to run as root
        if user:
            shutil.chown(place, user, user)
        with held(
            ["/bin/sh", "-c", SERVE],
            directory=place,
            ready=lambda: _takes_connections(where, place),
            keeps_directory=directory is not None,
            stop="QUIT",  # at once, its own processes too
            environment={"PATH": f"{where}:{os.environ['PATH']}", "PGDATA": str(place / "cluster")},
            user=user,
        ):
            yield f"postgres://qualtrack@/{place}/postgres"


def _takes_connections(where: str, directory: Path) -> bool:
    if not (directory / ".s.PGSQL.5432").exists():
        return False
    asked = subprocess.run([f"{where}/pg_isready", "--host", directory], check=False, capture_output=True)
    return asked.returncode == 0


def main(command: Sequence[str]) -> int:
    """Run a command with the server's URL in its environment; that no test was chosen is no failure."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        with running() as url:
            code = subprocess.run(command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode
    except NotStarted as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0 if code == NOTHING_TO_RUN else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""One installation of the program, run as an operator runs it: its settings, its processes, its rows."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import psycopg2

from tests.launched import ROOT, environment_of_its_own, free_port
from tests.services.holding import PATIENCE, answers, until

LEASE = 3  # seconds
OFTEN = 0.003  # seconds between two looks
STOCK = "from tests.kills.stock import fill; fill()"
Row = tuple[Any, ...]


class Process:
    """A process of the program with whatever it starts; its output goes to a file of its own."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], log: Path) -> None:
        self.command, self.environment, self.log = command, environment, log
        self.start()

    def start(self) -> None:
        with self.log.open("a") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=ROOT,
                env=self.environment,
                stdout=said,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def kill(self) -> None:
        """All of it, at once: nothing can tidy up after itself."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


class Installation:
    """A directory, a database and the settings that every process of this installation is given."""

    def __init__(self, directory: Path, **settings: str) -> None:
        self.directory, self.port = directory, free_port()
        self.var = directory / "var"
        self.database_url = settings.get("DATABASE_URL", "")
        self.environment = {
            **environment_of_its_own(directory),
            "QUALTRACK_PORT": str(self.port),
            "QUALTRACK_DEMO": "off",
            "QUALTRACK_JOB_LEASE": str(LEASE),
            "QUALTRACK_JOB_TRIES": "50",
            **settings,
        }
        self.processes: list[Process] = []
        self._connection: Any = None
        self.manage("migrate", "--verbosity", "0")
        stock = json.loads(self.manage("shell", "--no-imports", "-c", STOCK))
        self.service, self.sessions = UUID(stock["service"]), list(map(str, stock["sessions"]))

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=False,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    def manage(self, *arguments: str) -> str:
        return self.run("manage.py", *arguments)

    def start(self, *command: str) -> Process:
        log = self.directory / f"{command[0]}-{len(self.processes)}.log"
        self.processes.append(Process(command, self.environment, log))
        return self.processes[-1]

    def launch(self) -> Process:
        return self.start("qualtrack.launch")

    def serves(self) -> None:
        until(lambda: answers(self.port), "the launcher serves")

    def rows(self, query: str) -> list[Row]:
        """What the database holds; none while it is away."""
        if not self.database_url:
            with closing(sqlite3.connect(self.var / "qualtrack.sqlite3", timeout=20)) as database:
                return database.execute(query).fetchall()
        try:
            self._connection = self._connection or connected_to(self.database_url)
            self._connection.autocommit = True
            with self._connection.cursor() as cursor:
                cursor.execute(query)
                return list(cursor.fetchall())
        except (psycopg2.DatabaseError, psycopg2.InterfaceError):
            self._connection = None
            return []

    def files(self) -> set[str]:
        """The names in the store."""
        store = self.var / "files"
        return {path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file()}

    def logs(self) -> str:
        return "\n".join(process.log.read_text() for process in self.processes)


def connected_to(url: str) -> Any:
    """A connection to a database whose URL names the directory of its socket."""
    place = urlsplit(url).path
    return psycopg2.connect(
        host=str(Path(place).parent).replace("//", "/"), dbname=Path(place).name, user="qualtrack"
    )


@contextmanager
def installed(directory: Path, **settings: str) -> Iterator[Installation]:
    made = Installation(directory, **settings)
    try:
        yield made
    finally:
        for process in made.processes:
            if process.process.poll() is None:
                process.kill()


def within(seconds: float, seen: Callable[[], object]) -> bool:
    """Look as often as can be, until something is so; False if it is not in time."""
    end = time.monotonic() + seconds
    while not (found := seen()) and time.monotonic() < end:
        threading.Event().wait(OFTEN)
    return bool(found)

"""A pack whose program was killed is taken up at the next start of the launcher; not for ever, though."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.packs.snapshots import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
OURS = ("QUALTRACK_", "DATABASE_URL", "REDIS_URL")
PATIENCE = 120
ASK = """
from datetime import date
from packs.actions import request_pack
from parties.models import Person, Role, SmartDataService
actor = Person.objects.create_user("r@example.test", "x", name="R", role=Role.REVIEWER)
service = SmartDataService.objects.get()
request_pack(actor=actor, service=service, kind="qad", as_of=date(2025, 1, 15))
"""


class Program:
    """One installation: its directory, the commands on it and the launchers started from it."""

    def __init__(self, var: Path) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.var = var
        self.environment = kept | {
            "QUALTRACK_VAR": str(var),
            "QUALTRACK_DEMO": "off",
            "QUALTRACK_PORT": str(port),
            "DJANGO_SETTINGS_MODULE": "qualtrack.settings",
        }
        self.launched: list[subprocess.Popen[bytes]] = []

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            timeout=PATIENCE,
        )

    def launch(self, **settings: str) -> subprocess.Popen[bytes]:
        started = subprocess.Popen(
            [sys.executable, "-m", "qualtrack.launch"], cwd=ROOT, env=self.environment | settings
        )
        self.launched.append(started)
        return started

    def job(self) -> tuple[str, int]:
        with sqlite3.connect(self.var / "qualtrack.sqlite3", timeout=20) as database:
            state, attempts = database.execute("select state, runs from jobs_job").fetchone()
        return state, attempts

    def wait_for(self, reached: Callable[[tuple[str, int]], bool]) -> tuple[str, int]:
        deadline = time.monotonic() + PATIENCE
        while not reached(job := self.job()):
            assert time.monotonic() < deadline, job
            threading.Event().wait(0.02)
        return job


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "var")
    made.manage("migrate", "--verbosity", "0")
    made.manage("import_facts", str(EXAMPLES / "ready-with-waivers.json"))
    yield made
    for launched in made.launched:
        launched.kill()
        launched.wait(PATIENCE)


def test_a_pack_that_was_being_made_when_the_program_was_killed_is_made_at_the_next_start(program):
    program.manage("shell", "--no-imports", "-c", ASK)
    assert program.job() == ("queued", 0)

    first = program.launch()
    program.wait_for(lambda job: job[0] == "running")
    first.send_signal(signal.SIGKILL)
    first.wait(PATIENCE)
    assert program.job() == ("running", 1)

    second = program.launch()
    assert program.wait_for(lambda job: job[0] in {"done", "failed"}) == ("done", 2)
    second.send_signal(signal.SIGINT)
    assert second.wait(PATIENCE) == 0
    stored = [path for path in (program.var / "files/packs").rglob("*") if path.is_file()]
    assert [path.name for path in stored] == ["2"]


def test_a_pack_that_kills_its_program_time_and_again_is_set_aside(program):
    program.manage("shell", "--no-imports", "-c", ASK)
    for run in (1, 2):
        launched = program.launch(QUALTRACK_JOB_TRIES="2")
        program.wait_for(lambda job, run=run: job == ("running", run))
        launched.send_signal(signal.SIGKILL)
        launched.wait(PATIENCE)

    last = program.launch(QUALTRACK_JOB_TRIES="2")
    assert program.wait_for(lambda job: job[0] != "running") == ("parked", 2)
    last.send_signal(signal.SIGINT)
    assert last.wait(PATIENCE) == 0
    assert program.job() == ("parked", 2)

"""The throw-away PostgreSQL is gone when what it was for is, however that ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.holding import NotStarted
from tests.services.postgres import main, programs, running

PATIENCE = 60
SERVE = [sys.executable, "-m", "tests.services.postgres"]


def test_a_command_gets_a_database_of_its_own():
    with running() as url:
        directory = Path(url.split("@/")[1]).parent
        ask = [f"{programs()}/psql", "--host", str(directory), "--user", "qualtrack", "--tuples-only"]
        asked = subprocess.run(
            [*ask, "--command", "SELECT 40 + 2", "postgres"], capture_output=True, check=True
        )
        assert asked.stdout.split() == [b"42"]
    assert not directory.exists()


def test_it_gives_back_what_the_command_said():
    assert main([sys.executable, "-c", "raise SystemExit(7)"]) == 7
    assert main([sys.executable, "-c", "raise SystemExit(5)"]) == 0


def test_it_stops_with_whoever_was_killed():
    says_where_and_waits = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(600)"
    command = [*SERVE, sys.executable, "-c", says_where_and_waits]
    started = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert started.stdout
    directory = Path(started.stdout.readline().split("@/")[1]).parent
    assert directory.exists()

    os.killpg(started.pid, 9)
    # The shell that stops the server was not killed: it keeps its standard error open until it is done.
    started.communicate(timeout=PATIENCE)

    assert not directory.exists()


def test_it_says_what_to_install_where_there_is_none(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("pathlib.Path.glob", lambda *_: iter(()))
    with pytest.raises(NotStarted, match="apt-get install postgresql"), running():
        pass

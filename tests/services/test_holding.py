"""A server that a test run started is gone when the run is, however that ended."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import redis as client

from tests.launched import ROOT
from tests.services import redis
from tests.services.holding import NotStarted, answers, held, until

PATIENCE = 60

HANGS = """
from tests.services.fixtures import redis_url

def test_hangs(redis_url):
    with open({told!r}, "w") as told:
        told.write(redis_url)
    while True:
        pass
"""


def port_in(url: str) -> int:
    return int(url.rsplit(":", 1)[1].split("/")[0])


def test_a_server_answers_and_stops_with_its_block():
    with redis.running() as url:
        assert client.from_url(url).ping()
    assert not answers(port_in(url))


def test_a_server_can_be_lost_and_started_again_where_it_was(tmp_path):
    with redis.running(tmp_path) as url:
        client.from_url(url).set("asked", "once")
    with redis.running(tmp_path, port_in(url)) as again:
        assert again == url
        assert client.from_url(url).get("asked") is None


def test_a_server_that_ends_at_once_is_told_with_its_last_words(tmp_path):
    with (
        pytest.raises(NotStarted, match="no such weather"),
        held(["/bin/sh", "-c", "echo no such weather; exit 1"], directory=tmp_path, ready=lambda: False),
    ):
        pass


@pytest.mark.parametrize("workers", [0, 1])
def test_a_run_that_is_killed_leaves_no_server(tmp_path, workers):
    told, hangs = tmp_path / "told", tmp_path / "test_hangs.py"
    hangs.write_text(HANGS.format(told=str(told)))
    os.mkfifo(told)
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", f"-n{workers}", "--rootdir", ROOT, hangs],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    port = port_in(told.read_text())
    assert answers(port)

    with suppress(ProcessLookupError):
        os.killpg(run.pid, 9)
    run.wait(PATIENCE)

    until(lambda: not answers(port), "the server stops")


def test_what_is_not_installed_is_named(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(NotStarted, match="apt-get install redis-server"), redis.running():
        pass


def test_no_directory_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with redis.running():
        assert list(Path(tmp_path).iterdir())
    assert not list(Path(tmp_path).iterdir())

"""The launcher as a person starts it: in a process of its own, on a free port."""

import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90


class Launched:
    """A launcher that is running, with the lines that it has printed so far."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.lines: list[str] = []
        self._printed = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qualtrack.launch"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._printed:
                self.lines.append(line.rstrip())
                self._printed.notify_all()
        with self._printed:
            self._printed.notify_all()

    def line_with(self, text: str) -> str:
        deadline = time.monotonic() + PATIENCE
        with self._printed:
            while not (found := [line for line in self.lines if text in line]):
                ended = not self._reader.is_alive()
                if ended or not self._printed.wait(deadline - time.monotonic()):
                    pytest.fail(f"{text!r} was not printed:\n" + "\n".join(self.lines))
        return found[0]

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code


@pytest.fixture
def port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def launch(environment: dict[str, str], port: int) -> Iterator[Callable[..., Launched]]:
    started: list[Launched] = []

    def start(**settings: str) -> Launched:
        started.append(
            Launched(environment | {"QUALTRACK_PORT": str(port), "QUALTRACK_DEMO": "off"} | settings)
        )
        return started[-1]

    yield start
    for launched in started:
        launched.process.kill()
        launched.process.wait(PATIENCE)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serves_pages_and_stops_cleanly(launch, port, how):
    launched = launch()
    address = launched.line_with("qualtrack is at").split()[3]

    with urllib.request.urlopen(address, timeout=PATIENCE) as page:
        assert page.url == f"http://127.0.0.1:{port}/sign-in/?next=/"
        assert "Sign in" in page.read().decode()

    assert launched.stop(how) == 0
    assert launched.lines[-1] == "Stopped."
    assert not [line for line in launched.lines if "Traceback" in line or "ERROR" in line]


def test_serves_the_style_sheets_that_it_ships(launch, port):
    launched = launch()
    launched.line_with("qualtrack is at")

    address = f"http://127.0.0.1:{port}/static/vendor/bootstrap/bootstrap.min.css"
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        assert answer.read() == (ROOT / "static/vendor/bootstrap/bootstrap.min.css").read_bytes()


def test_says_so_when_the_port_is_taken_and_touches_nothing(launch, environment, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        launched = launch()
        code = launched.process.wait(PATIENCE)

    said = f"Port {port} is already taken: choose another with QUALTRACK_PORT={port + 1}."
    assert said in launched.line_with("cannot start")
    assert code == 1
    assert not (Path(environment["QUALTRACK_VAR"]) / "qualtrack.sqlite3").exists()


def test_loads_the_demonstration_on_the_first_start_only(launch):
    first = launch(QUALTRACK_DEMO="on")
    first.line_with("Loading the demonstration programme")
    first.line_with("qualtrack is at")
    assert first.stop(signal.SIGINT) == 0

    second = launch(QUALTRACK_DEMO="on")
    second.line_with("qualtrack is at")
    assert second.stop(signal.SIGINT) == 0
    assert not [line for line in second.lines if "Loading the demonstration" in line]


def test_leaves_the_work_to_other_processes_where_there_is_a_broker(launch):
    launched = launch(REDIS_URL="redis://127.0.0.1:1/0")

    assert "make worker" in launched.line_with("Background work")
    assert launched.stop(signal.SIGINT) == 0

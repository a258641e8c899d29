"""The launcher in a process of its own, as a person starts it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 90  # seconds


class Launched:
    """A launcher that is running, with the lines that it has printed so far."""

    def __init__(self, environment: dict[str, str], module: str = "qualtrack.launch") -> None:
        self.lines: list[str] = []
        self._printed = threading.Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
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


def environment_of_its_own(directory: Path) -> dict[str, str]:
    """This process's environment without any setting of ours, writing to a directory of its own."""
    ours = (
        "QUALTRACK_",
        "DJANGO_",
        "DATABASE_URL",
        "REDIS_URL",
        "STORAGE_URL",
        "AWS_",
        "EMAIL_",
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
        "CLAMAV_URL",
        "OIDC_",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"QUALTRACK_VAR": str(directory / "var")}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return environment_of_its_own(tmp_path)


@pytest.fixture
def port() -> int:
    return free_port()


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

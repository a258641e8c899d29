"""docker-compose.yml as the real Compose reads it, and its services of ours run without containers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.launched import PATIENCE, ROOT

OURS = ("migrate", "web", "worker", "scheduler")
THEIRS = {  # what somebody who deploys it chooses
    "ALLOWED_HOSTS": "qualtrack.example",
    "DEFAULT_FROM_EMAIL": "office@qualtrack.example",
    "FILES_URL": "https://files.qualtrack.example",
}
BESIDE_PYTHON = Path(sys.executable).parent


def composed(**chosen: str) -> dict[str, Any]:
    """The file with its variables put in."""
    shown = subprocess.run(
        [BESIDE_PYTHON / "docker-compose", "-f", "docker-compose.yml", "config", "--format", "json"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | THEIRS | chosen,
        capture_output=True,
        check=True,
    )
    return dict(json.loads(shown.stdout))


@dataclass
class Machine:
    """Runs the commands of services, in no environment but theirs, with other addresses in it."""

    services: dict[str, Any]
    elsewhere: Mapping[str, str]
    directory: Path
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)

    def environment(self, name: str) -> dict[str, str]:
        own = self.directory / name
        own.mkdir(exist_ok=True)
        given = self.services[name]["environment"]
        moved = {key: self._moved(value, own) for key, value in given.items()}
        outside = {"PATH": f"{BESIDE_PYTHON}:{os.environ['PATH']}", "HOSTNAME": os.uname().nodename}
        return outside | moved | {"QUALTRACK_PORT": self.elsewhere["8000"]}

    def _moved(self, text: str, own: Path) -> str:
        for here, there in self.elsewhere.items():
            text = text.replace(here, there) if here != "8000" else text.replace(":8000", f":{there}")
        return text.replace("/var/lib/qualtrack", str(own))

    def run(self, name: str, command: list[str] | None = None) -> subprocess.CompletedProcess[str]:
        """A service that ends, or another command in its place."""
        return subprocess.run(
            command or self.services[name]["command"],
            cwd=ROOT,
            env=self.environment(name),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self, name: str) -> None:
        started = subprocess.Popen(
            self.services[name]["command"],
            cwd=ROOT,
            env=self.environment(name),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.running[name], self.said[name] = started, []
        threading.Thread(target=self._read, args=(name, started), daemon=True).start()

    def _read(self, name: str, started: subprocess.Popen[str]) -> None:
        assert started.stdout
        self.said[name].extend(line.rstrip() for line in started.stdout)

    def is_healthy(self, name: str) -> bool:
        """What its health check says, as Compose would run it."""
        own = self.directory / name
        how, *command = self.services[name]["healthcheck"]["test"]
        command = [self._moved(part, own).replace("$$", "$") for part in command]
        return self.run(name, ["/bin/sh", "-c", *command] if how == "CMD-SHELL" else command).returncode == 0

    def stop(self, name: str) -> int:
        """As Compose stops a service."""
        started = self.running.pop(name)
        started.terminate()
        return started.wait(PATIENCE)

    def kill(self) -> None:
        for started in self.running.values():
            started.kill()
            started.wait(PATIENCE)

"""A whole qualtrack of its own, on either database and in either store, that can be destroyed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.launched import PATIENCE, ROOT
from tests.services.s3 import S3

SETTINGS = {"DJANGO_SETTINGS_MODULE": "qualtrack.settings"}
Ran = subprocess.CompletedProcess[str]


def act(name: str, *arguments: str) -> tuple[str, str]:
    """Arguments of Python for one of the acts."""
    code = "import django; django.setup(); from tests.qualtrack.backups import acts; "
    return "-c", f"{code}acts.{name}(*{arguments!r})"


@dataclass
class Installed:
    environment: dict[str, str]
    s3: S3 | None = None

    @property
    def var(self) -> Path:
        return Path(self.environment["QUALTRACK_VAR"])

    def run(self, *arguments: str) -> Ran:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment | SETTINGS,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def manage(self, *arguments: str) -> Ran:
        return self.run("manage.py", *arguments)

    def done(self, *arguments: str) -> str:
        """What a command printed that must succeed."""
        ended = self.run(*arguments)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def act(self, name: str, *arguments: str) -> str:
        return self.done(*act(name, *arguments))

    def stock(self) -> None:
        self.done("manage.py", "migrate", "--no-input")
        self.act("stock")

    def look(self, pack: Path) -> dict[str, Any]:
        return dict(json.loads(self.act("look", str(pack))))

    def destroy(self) -> None:
        """Nothing is left of the database, nor of any file."""
        if "DATABASE_URL" in self.environment:
            self.act("drop_database")
        if self.s3:
            client = self.s3.client()
            for found in client.list_objects_v2(Bucket=self.s3.bucket).get("Contents", []):
                client.delete_object(Bucket=self.s3.bucket, Key=found["Key"])
        shutil.rmtree(self.var)


class Writer:
    """Somebody who goes on writing in a process of their own."""

    def __init__(self, installed: Installed) -> None:
        self.written = 0
        self._moved = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, *act("write")],
            cwd=ROOT,
            env=installed.environment | SETTINGS,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            with self._moved:
                self.written = int(line)
                self._moved.notify_all()

    def wait_for(self, number: int) -> None:
        with self._moved:
            assert self._moved.wait_for(lambda: self.written >= number, PATIENCE), "The writer is stuck."

    def stop(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)

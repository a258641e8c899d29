import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """This process's environment without any setting of ours, writing to a directory of its own."""
    ours = (
        "QUALTRACK_",
        "DJANGO_",
        "DATABASE_URL",
        "REDIS_URL",
        "EMAIL_",
        "SECRET_KEY",
        "DEBUG",
        "ALLOWED_HOSTS",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"QUALTRACK_VAR": str(tmp_path / "var")}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def run_python(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment | settings,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run_python

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.launched import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


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

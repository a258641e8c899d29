"""The demonstration beside no real files, and with passwords that are quick to make."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.parties.builders import on


@pytest.fixture(autouse=True)
def _beside_no_real_files(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def load() -> Callable[..., str]:
    """Load the demonstration, on a day or today, and give what was printed."""

    def load_demo(day: date | None = None) -> str:
        printed = StringIO()
        if day is None:
            call_command("load_demo", stdout=printed)
        else:
            with on(day):
                call_command("load_demo", stdout=printed)
        return printed.getvalue()

    return load_demo

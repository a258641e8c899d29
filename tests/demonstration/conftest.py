"""The demonstration beside no real files, with passwords that are quick to make, and most often in small."""

from collections.abc import Callable, Sequence
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from demonstration.scenario import AT_LENGTH
from tests.parties.builders import on

FEW = ("emberley",)
EIGHT = tuple(sds.slug for sds in AT_LENGTH)


@pytest.fixture(autouse=True)
def _beside_no_real_files(settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def load() -> Callable[..., str]:
    """Load some of the demonstration, on a day or today, and give what was printed."""

    def load_demo(day: date | None = None, services: Sequence[str] = FEW) -> str:
        printed = StringIO()
        if day is None:
            call_command("load_demo", *services, stdout=printed)
        else:
            with on(day):
                call_command("load_demo", *services, stdout=printed)
        return printed.getvalue()

    return load_demo

"""What the journeys share: one demonstration for a whole module, and a browser for each test."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import chromium
from tests.journeys.some_services import load_some
from tests.launched import PATIENCE, Launched, environment_of_its_own, free_port


@dataclass(frozen=True)
class Demonstration:
    """The program as it is started, with its demonstration, and what lies in its database."""

    address: str
    database: Path
    confirmation: str

    def column(self, table: str, column: str) -> list[str]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return [str(value) for (value,) in connection.execute(f'SELECT "{column}" FROM "{table}"')]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    environment = environment_of_its_own(tmp_path_factory.mktemp("demonstration"))
    load_some(environment)
    launched = Launched(environment | {"QUALTRACK_PORT": str(free_port()), "QUALTRACK_DEMO": "on"})
    try:
        yield Demonstration(
            address=launched.line_with("qualtrack is at").split()[3].rstrip("/"),
            database=Path(environment["QUALTRACK_VAR"]) / "qualtrack.sqlite3",
            confirmation=launched.line_with("Try it:").split(" hand in ")[1].split(" for ")[0],
        )
    finally:
        launched.process.kill()
        launched.process.wait(PATIENCE)


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started

"""Which database DATABASE_URL names, in Django's own terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

from qualtrack.environment import SettingsError, read_url, text

POSTGRESQL, SQLITE = "django.db.backends.postgresql", "django.db.backends.sqlite3"
PATIENCE = 5  # seconds for a server to answer, so that it does not hold a page for minutes


def chosen(at_hand: Path) -> dict[str, Any]:
    """The database that is set, or SQLite in the file at hand."""
    database: dict[str, Any] = {"ENGINE": SQLITE, "NAME": at_hand}
    if text("DATABASE_URL"):
        database = read_url("DATABASE_URL", environ.Env.db_url_config)
    if database.get("ENGINE") == POSTGRESQL:
        return database | {"OPTIONS": {"connect_timeout": PATIENCE} | database.get("OPTIONS", {})}
    if database.get("ENGINE") == SQLITE:
        # A writer takes its lock at the start and others wait for it, in place of failing half way.
        begins = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": begins}
        return database | {"OPTIONS": options}
    raise SettingsError(
        "DATABASE_URL is for neither PostgreSQL nor SQLite: begin it with postgres:// or sqlite:///."
    )

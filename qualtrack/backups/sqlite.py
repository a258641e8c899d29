"""SQLite's part: its online backup, which takes all pages as they are at one moment while others write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from qualtrack.backups.snapshots import Snapshot


@contextmanager
def snapshot(dump: Path) -> Iterator[Snapshot]:
    connection.ensure_connection()
    with closing(sqlite3.connect(dump)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        yield Snapshot(dump, sqlite3.sqlite_version_info[0], lambda query: iter(copy.execute(query)))


def put_back(dump: Path) -> None:
    """Replace every page, in one transaction of SQLite."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(dump)) as copy, closing(sqlite3.connect(name, timeout=20)) as live:
        copy.backup(live)

"""PostgreSQL's part: pg_dump within an exported snapshot, and psql in one transaction back."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg2.extensions import connection as Connection  # noqa: N812 - a class, whatever its name
from psycopg2.extensions import make_dsn

from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.snapshots import Snapshot

CONNECTS_BY = ("host", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey")
# What is there and would stand in the way of what comes: tables with all that hangs on them, and functions.
IN_THE_WAY = """
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE;', schemaname, tablename)
FROM pg_tables WHERE schemaname = current_schema()
UNION ALL
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE;', p.oid::regprocedure)
FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


@contextmanager
def snapshot(dump: Path) -> Iterator[Snapshot]:
    with closing(_own_connection()) as own:
        own.set_session(isolation_level="REPEATABLE READ", readonly=True)
        major = major_of(own)
        [(name,)] = _answers(own, "SELECT pg_export_snapshot()")
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}", f"--file={dump}")
        _run(own, "pg_dump", *options)
        yield Snapshot(dump, major, lambda query: _answers(own, query))


def put_back(dump: Path) -> None:
    """Replace what is there by what was dumped: all of it or, where anything fails, nothing."""
    cleared, filled = dump.with_name("cleared.sql"), dump.with_name("filled.sql")
    connection.close()
    with closing(_own_connection()) as own:
        cleared.write_text("\n".join(drop for (drop,) in _answers(own, IN_THE_WAY)))
        own.rollback()  # its locks would be waited for
        _run(
            own, "pg_restore", "--no-owner", "--no-privileges", f"--file={filled}", str(dump), connects=False
        )
        one_transaction = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run(own, "psql", *one_transaction, f"--file={cleared}", f"--file={filled}")


def server_version() -> int:
    with closing(_own_connection()) as own:
        return major_of(own)


def major_of(own: Connection) -> int:
    return own.info.server_version // 10_000


def _own_connection() -> Connection:
    """A connection beside Django's own, whose transaction is nobody else's."""
    own: Connection = connection.get_new_connection(connection.get_connection_params())
    return own


def _answers(own: Connection, query: str) -> Iterator[tuple[Any, ...]]:
    with own.cursor() as cursor:
        cursor.execute(query)
        yield from cursor.fetchall()


def _run(own: Connection, name: str, *options: str, connects: bool = True) -> None:
    dsn = {key: value for key, value in own.info.dsn_parameters.items() if key in CONNECTS_BY}
    where = (f"--dbname={make_dsn(**dsn)}",) if connects else ()
    # The password goes by the environment, since everybody on the machine can read arguments.
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PGPASSWORD": own.info.password or ""}
    command = [program(name, major_of(own)), *options, *where]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        raise BackupFailed(f"{name} failed: {ended.stderr.strip()}")


def program(name: str, major: int) -> str:
    """PostgreSQL's program of the server's own major version: another's would fail, or lose something."""
    seen = []
    for found in (f"/usr/lib/postgresql/{major}/bin/{name}", shutil.which(name)):
        if found and Path(found).exists():
            said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
            version = re.search(r"\d+", said)
            if version and int(version[0]) == major:
                return found
            seen.append(f"{name} here is {version[0] if version else 'of no version'}")
    here = seen[0] if seen else f"there is no {name} here"
    raise BackupFailed(f"The server is PostgreSQL {major} and {here}: install postgresql-client-{major}.")

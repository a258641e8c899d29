"""The database's own refusal to change or remove what the journal holds, whoever asks and by whatever way.

Whoever owns the database can drop a trigger, and `verify_journal` then shows what was done: the journal is
tamper-evident.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

SAYS = "The journal is append-only."

# Replacing a row on SQLite removes the old one unseen by triggers that watch removals.
TAKEN = {
    "journal_entry": (
        "id = NEW.id OR position = NEW.position OR head = NEW.head"
        " OR (chain = NEW.chain AND number = NEW.number)"
    ),
    "journal_concern": "id = NEW.id OR (entry_id = NEW.entry_id AND object_id = NEW.object_id)",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    name: str
    table: str
    when: str


def _on_sqlite() -> Iterator[Trigger]:
    for table, taken in TAKEN.items():
        found = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken})"  # noqa: S608 - our own names
        yield Trigger(f"{table}_refuses_update", table, f"BEFORE UPDATE ON {table}")
        yield Trigger(f"{table}_refuses_delete", table, f"BEFORE DELETE ON {table}")
        yield Trigger(f"{table}_refuses_replace", table, f"BEFORE INSERT ON {table} {found}")


def _on_postgresql() -> Iterator[Trigger]:
    for table in TAKEN:
        when = f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT"
        yield Trigger(f"{table}_refuses", table, when)


POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def create_triggers(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
            for each in _on_postgresql():
                cursor.execute(f"CREATE TRIGGER {each.name} {each.when} EXECUTE FUNCTION journal_refuses()")
        else:
            for each in _on_sqlite():
                cursor.execute(
                    f"CREATE TRIGGER {each.name} {each.when} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
                )


def drop_triggers(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            for each in _on_postgresql():
                cursor.execute(f"DROP TRIGGER IF EXISTS {each.name} ON {each.table}")
        else:
            for each in _on_sqlite():
                cursor.execute(f"DROP TRIGGER IF EXISTS {each.name}")


@contextmanager
def lifted() -> Iterator[None]:
    """Let the tables be emptied within this block: for the fixtures of tests and for a demonstration alone.

    It is one transaction, so that no end of the program can leave the tables without their triggers.
    """
    with transaction.atomic():
        _settle()
        drop_triggers(connection)
        yield
        _settle()
        create_triggers(connection)


def _settle() -> None:
    """PostgreSQL changes no triggers of a table while checks that were put off wait on it."""
    if connection.vendor == "postgresql":
        connection.check_constraints()

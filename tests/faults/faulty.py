"""Faults at a chosen moment: the database dies at a query or a commit, and what it says elsewhere."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

Commit = Callable[[BaseDatabaseWrapper], None]
LOCKS_OR_WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT", "RELEASE")


@dataclass
class Seen:
    """The queries of an undisturbed run, and how often it committed."""

    queries: list[str] = field(default_factory=list)
    commits: int = 0

    @property
    def that_change(self) -> list[int]:
        """The numbers of the queries that write or lock."""
        return [
            number
            for number, sql in enumerate(self.queries)
            if sql.startswith(LOCKS_OR_WRITES) or "FOR UPDATE" in sql or "FOR NO KEY" in sql
        ]


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    seen = Seen()
    commit: Commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.queries.append(sql)
        return execute(sql, params, many, context)

    def count_commit(self: BaseDatabaseWrapper) -> None:
        commit(self)
        seen.commits += 1

    with monkeypatch.context() as patched, connection.execute_wrapper(note):
        patched.setattr(BaseDatabaseWrapper, "_commit", count_commit)
        yield seen


def lose_the_database() -> None:
    """End the server's side of this thread's connection, by its own means; SQLite's disk is full instead."""
    if connection.vendor != "postgresql":
        raise sqlite3.OperationalError("database or disk is full")
    said = connection.get_connection_params()
    known = {name: said[name] for name in ("dbname", "user", "host", "port", "password") if said.get(name)}
    pid = connection.connection.info.backend_pid
    other = psycopg2.connect(**known)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [pid])
            assert cursor.fetchone() == (True,)
    finally:
        other.close()


@contextmanager
def at_query(number: int) -> Iterator[None]:
    """The database goes away just before the query with that number."""
    asked = 0

    def die(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == number + 1:
            with connection.wrap_database_errors:
                lose_the_database()
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(die):
            yield
    finally:
        connection.close()


@contextmanager
def at_commit(number: int, monkeypatch: pytest.MonkeyPatch, *, after: bool) -> Iterator[None]:
    """The database goes away at the commit with that number: before it is done, or before it is answered."""
    commit: Commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]
    done = 0

    def die(self: BaseDatabaseWrapper) -> None:
        nonlocal done
        done += 1
        if done != number + 1:
            commit(self)
            return
        with self.wrap_database_errors:
            if not after:
                lose_the_database()
            commit(self)  # which fails for want of a connection, or is done
            lose_the_database()
            raise psycopg2.OperationalError("server closed the connection unexpectedly")

    try:
        with monkeypatch.context() as patched:
            patched.setattr(BaseDatabaseWrapper, "_commit", die)
            yield
    finally:
        connection.close()


def seed() -> int:
    """What the choice of steps begins with; told where a test fails."""
    return int(os.environ.get("FAULTS_SEED", "") or int.from_bytes(os.urandom(3), "big"))

"""A database that has no room left, for real: SQLite may not grow, and every free page is taken."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from django.db import OperationalError, connection

from tests.faults.acts import Answer, Do
from tests.faults.conftest import ACTS
from tests.faults.state import check_whole, now, sweep

pytestmark = pytest.mark.django_db(transaction=True)
AS_MANY_AS_IT_TAKES = 1_073_741_823  # SQLite's own limit
SURELY = 20  # as many of the same as fill what room there is in pages that are taken


@contextmanager
def no_room() -> Iterator[None]:
    """Take what room there is with rows of a table of our own, larger ones first; afterwards it goes."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE takes_room (filling BLOB)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            for size in (100_000, 3_000, 100):
                _fill(size)
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {AS_MANY_AS_IT_TAKES}")
            cursor.execute("DROP TABLE takes_room")


def _fill(size: int) -> None:
    with connection.cursor() as cursor, suppress(OperationalError):
        while True:
            cursor.execute("INSERT INTO takes_room VALUES (zeroblob(%s))", [size])


@pytest.mark.parametrize("act", ACTS)
def test_what_finds_no_room_is_told_and_changes_nothing(
    act: str, prepared: Callable[[str], Do], written: io.StringIO, monkeypatch
):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL can be given no limit of its own.")
    several = [prepared(act) for _ in range(SURELY)]
    with no_room():
        do, before, answer = _first_that_fails(several)
    assert "othing was changed" in answer.said
    sweep(monkeypatch)
    assert now() == before
    check_whole()
    if answer.request:
        assert f"[request {answer.request}, job -]" in written.getvalue()
    assert do().done


def _first_that_fails(several: list[Do]) -> tuple[Do, dict[str, Any], Answer]:
    """Some go well still, in what room there is in pages that are taken."""
    for do in several:
        before = now()
        answer = do()
        if not answer.done:
            return do, before, answer
    pytest.fail("There was room for all.")

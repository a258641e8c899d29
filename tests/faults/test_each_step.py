"""The database goes away at each step of each act: the state is before or after, and people read which.

On PostgreSQL the server's side of the connection is ended for real; on SQLite the query says that the disk is
full. Each query that writes or locks, each commit, and some of the rest, chosen anew in each run.
"""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import pytest
from django.db import connection

from tests.faults.acts import Answer, Do
from tests.faults.conftest import ACTS
from tests.faults.faulty import at_commit, at_query, counted, seed
from tests.faults.state import check_whole, now, size, sweep

pytestmark = pytest.mark.django_db(transaction=True)

OTHERS = 4  # of the queries that only read, in each run
NOTHING = "nothing was changed"
NOT_CERTAIN = "can say"
Prepared = Callable[[str], Do]
Fault = Callable[[], AbstractContextManager[None]]


def undisturbed(prepared: Prepared, name: str, monkeypatch) -> tuple[Counter[str], list[tuple[str, Fault]]]:
    """What an act adds, and each fault that it could meet, by where it falls."""
    prepared(name)()  # the very first makes the journal's first head
    do = prepared(name)
    before = size(now())
    with counted(monkeypatch) as seen:
        assert do().done
    added = size(now())
    added.subtract(before)
    chosen = seed()
    print(f"FAULTS_SEED={chosen}")
    reads = sorted(set(range(len(seen.queries))) - set(seen.that_change))
    numbers = seen.that_change + random.Random(chosen).sample(reads, min(OTHERS, len(reads)))
    faults: list[tuple[str, Fault]] = [
        (f"query {number}, {seen.queries[number][:60]}", partial(at_query, number)) for number in numbers
    ]
    for number in range(seen.commits):
        # SQLite answers within this process: what it does not say was done is not done.
        for after in (False, True) if connection.vendor == "postgresql" else (False,):
            where = f"{'after' if after else 'before'} commit {number}"
            faults.append((where, partial(at_commit, number, monkeypatch, after=after)))
    return added, faults


@pytest.mark.parametrize("name", ACTS)
def test_a_database_that_goes_away(name: str, prepared: Prepared, written: io.StringIO, monkeypatch):
    added, faults = undisturbed(prepared, name, monkeypatch)
    for where, fault in faults:
        do = prepared(name)
        before = now()
        sizes = size(before)
        written.truncate(0)
        with fault():
            answer = do()
        sweep(monkeypatch)
        after = now()
        change = size(after)
        change.subtract(sizes)
        is_before = after == before
        assert is_before or change == added, f"{where}: half done, {+change} in place of {+added}"
        check_told(where, answer, is_before=is_before)
        check_logged(where, answer, written.getvalue())
        check_whole()


def check_told(where: str, answer: Answer, *, is_before: bool) -> None:
    assert answer.status != 500, f"{where}: {answer.said}"
    said = answer.said.lower()
    if answer.done:
        assert not is_before, f"{where}: told that it is done"
    elif NOT_CERTAIN not in said:
        assert NOTHING in said, f"{where}: {answer.status} {answer.said}"
        assert is_before, f"{where}: told that nothing was changed: {answer}"


def check_logged(where: str, answer: Answer, lines: str) -> None:
    if not answer.done:
        about = f"[request {answer.request or '-'}, job -]"
        assert about in lines, f"{where}: {lines}"

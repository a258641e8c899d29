"""Several who write at the same moment leave one unbroken chain each, and one over all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from journal.actions import PROGRAMME
from journal.models import WHOLE, ChainHead, Entry
from journal.verification import verify
from tests.journal.written import ACME, VOLT, recorded
from tests.parties.builders import decide, item, service

pytestmark = pytest.mark.django_db(transaction=True)

EACH = 12


def at_once(acts: Sequence[Callable[[], object]]) -> None:
    """Do each in a thread with a connection of its own, all from the same moment on."""
    together = Barrier(len(acts))

    def start(act: Callable[[], object]) -> None:
        together.wait(timeout=60)
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(start, acts))


@pytest.fixture(autouse=True)
def _only_where_writers_meet() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time.")


def test_entries_of_one_and_of_several_chains():
    def write(about: object) -> Callable[[], object]:
        return lambda: [recorded(about) for _ in range(EACH)]  # type: ignore[arg-type]

    at_once([write(about) for about in (ACME, ACME, ACME, VOLT, VOLT, PROGRAMME)])

    walk = verify()
    assert walk.whole.entries == 6 * EACH
    assert walk.chains == 3
    assert list(Entry.objects.values_list("position", flat=True)) == list(range(1, 6 * EACH + 1))
    assert set(Entry.objects.filter(about_id=ACME.id).values_list("number", flat=True)) == set(
        range(1, 3 * EACH + 1)
    )
    assert ChainHead.objects.get(chain=WHOLE).entries == 6 * EACH


def test_the_very_first_entries():
    at_once([lambda: recorded(ACME)] * 4 + [lambda: recorded(VOLT)] * 4)
    assert verify().whole.entries == 8


def test_actions_that_lock_rows_of_their_own():
    """Handing in locks the programme and the SDS, deciding the item; each then appends an entry."""
    sds, other = service(), service()
    waiting = [item(each, EvidenceKind.DBT_COMPLETION) for each in (sds, sds, other)]
    before = verify().whole.entries

    at_once(
        [
            *(lambda each=each: item(each, EvidenceKind.DBT_COMPLETION) for each in (sds, sds, other)),
            *(lambda each=each: decide(each, DecisionOutcome.ACCEPTED) for each in waiting),
            *(lambda each=each: decide(each, DecisionOutcome.QUERIED) for each in waiting),
        ]
    )

    assert verify().whole.entries == before + 9

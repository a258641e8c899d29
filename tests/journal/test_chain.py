"""Each entry follows from the one before it in its chain, and all of them from one another."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from journal import clock
from journal.actions import PROGRAMME, Reference
from journal.models import PROGRAMME_CHAIN, START, WHOLE, ChainHead, Entry
from tests.journal.written import ACME, ANNA, VOLT, a_journal, recorded

pytestmark = pytest.mark.django_db


def test_each_party_has_its_chain_and_the_programme_one():
    a_journal()
    for about, chain in ((ACME, ACME.id), (VOLT, VOLT.id), (PROGRAMME, PROGRAMME_CHAIN)):
        entries = list(Entry.objects.filter(about_id=about.id).order_by("position"))
        assert {entry.chain for entry in entries} == {chain}
        assert [entry.number for entry in entries] == [1, 2, 3]
        assert [entry.previous for entry in entries] == [START, entries[0].digest, entries[1].digest]
    assert str(PROGRAMME_CHAIN) == "00000000-0000-0000-0000-000000000000"


def test_a_running_head_goes_over_all_chains():
    head = START
    for position, entry in enumerate(a_journal(), 1):
        head = hashlib.sha256(bytes.fromhex(head) + bytes.fromhex(entry.digest)).hexdigest()
        assert (entry.position, entry.head) == (position, head)


def test_the_table_of_heads_says_how_far_each_is():
    entries = a_journal()
    last = {entry.chain: (3, entry.digest) for entry in entries[-3:]}
    found = {head.chain: (head.entries, head.digest) for head in ChainHead.objects.all()}
    assert found == last | {WHOLE: (9, entries[-1].head)}


def test_the_digest_is_of_the_form_that_is_written_down():
    """Word for word as in docs/decisions/0007-journal.md, so that anybody can compute it without us."""
    paper, service, other = (UUID(int=number) for number in (7, 3, 5))
    with clock.as_if_at(datetime(2024, 9, 30, 12, 5, 6, 7, tzinfo=UTC)):
        entry = recorded(
            ACME,
            subject=Reference("evidenceitem", paper, "EV-0001"),
            concerns=[service, other],
            old={"b": 1, "a": None},
            new={"outcome": "zurückgezogen"},
            why="So.",
        )
    written = {
        "about_id": str(ACME.id),
        "about_label": "Acme Data Ltd",
        "action": "accept_evidence",
        "actor_id": str(ANNA.id),
        "actor_kind": "person",
        "actor_label": "Anna Example",
        "at": "2024-09-30T12:05:06.000007+00:00",
        "chain": str(ACME.id),
        "changes_facts": False,
        "concerns": [str(service), str(other), str(paper)],
        "new": {"outcome": "zurückgezogen"},
        "number": 1,
        "old": {"a": None, "b": 1},
        "position": 1,
        "previous": "0" * 64,
        "subject_id": str(paper),
        "subject_kind": "evidenceitem",
        "subject_label": "EV-0001",
        "why": "So.",
    }
    text = json.dumps(written, separators=(",", ":"), ensure_ascii=False)
    assert entry.digest == hashlib.sha256(text.encode()).hexdigest()


def test_what_is_rolled_back_leaves_no_gap():
    recorded()
    with transaction.atomic():
        recorded()
        transaction.set_rollback(True)
    assert recorded().position == 2


def test_no_entry_stands_in_another_chain_than_its_own():
    entry = recorded(ACME)
    entry.pk, entry.position, entry.head, entry._state.adding = None, 2, "1" * 64, True
    entry.number, entry.chain = 1, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save()


def test_an_entry_takes_the_same_queries_however_long_the_journal(django_assert_num_queries):
    recorded(ACME)
    for _ in range(2):
        # Its transaction; the heads, locked; the entry; its concerns; the heads moved on.
        with django_assert_num_queries(2 + 4):
            recorded(ACME, concerns=[uuid4(), uuid4()])

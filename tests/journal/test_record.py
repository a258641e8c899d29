"""The journal: one way in, none out."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assumptions.vocabulary import DecisionOutcome, Gate
from journal import clock
from journal.actions import Reference, record
from journal.models import Concern, Entry, JournalIsAppendOnly

ANNA = Reference("person", uuid4(), "Anna Example")
PAPER_ID = uuid4()
PAPER = Reference("evidenceitem", PAPER_ID, "EV-0001, SEC accession")
ACME = Reference("organisation", uuid4(), "Acme Data Ltd")


def recorded(**fields: Any) -> Entry:
    said: dict[str, Any] = {"action": "accept_evidence", "actor": ANNA, "subject": PAPER}
    return record(**(said | fields))


@pytest.mark.django_db
def test_keeps_who_did_what_to_what_and_why():
    entry = recorded(about=ACME, old={"outcome": None}, new={"outcome": "accepted"}, why="All is there.")
    entry.refresh_from_db()

    assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("person", ANNA.id, "Anna Example")
    assert (entry.subject_kind, entry.subject_id) == ("evidenceitem", PAPER_ID)
    assert entry.subject_label == "EV-0001, SEC accession"
    assert (entry.about_id, entry.about_label) == (ACME.id, "Acme Data Ltd")
    assert (entry.old, entry.new) == ({"outcome": None}, {"outcome": "accepted"})
    assert entry.why == "All is there."
    assert str(entry) == "Anna Example: accept_evidence EV-0001, SEC accession"


@pytest.mark.django_db
def test_is_about_the_programme_where_it_is_about_no_party():
    entry = recorded()

    assert (entry.about_id, entry.about_label) == (None, "The programme")


@pytest.mark.django_db
def test_keeps_days_terms_and_numbers_as_json():
    entry = recorded(
        new={
            "on": date(2024, 9, 30),
            "at": datetime(2024, 9, 30, 12, tzinfo=timezone.get_fixed_timezone(60)),
            "outcome": DecisionOutcome.ACCEPTED,
            "gates": {Gate.SIT_CIT: date(2024, 10, 1)},
            "roles": [Gate.QUALIFICATION],
            "amount": Decimal("1.50"),
            "id": ACME.id,
            "nothing": None,
        }
    )
    entry.refresh_from_db()

    assert entry.new == {
        "on": "2024-09-30",
        "at": "2024-09-30T12:00:00+01:00",
        "outcome": "accepted",
        "gates": {"sit_cit": "2024-10-01"},
        "roles": ["qualification"],
        "amount": "1.50",
        "id": str(ACME.id),
        "nothing": None,
    }


@pytest.mark.django_db
def test_stands_in_the_timeline_of_all_that_it_concerns_once():
    service, other = uuid4(), uuid4()
    first = recorded(concerns=[service, service, PAPER_ID])
    second = recorded(concerns=[service])
    recorded(concerns=[other], subject=ACME)

    assert list(Entry.objects.concerning(service)) == [first, second]
    assert list(Entry.objects.concerning(PAPER_ID)) == [first, second]
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(entry=first, object_id=service)


@pytest.mark.django_db
def test_is_dated_by_the_clock():
    moment = datetime(2024, 9, 30, 9, 30, tzinfo=timezone.get_fixed_timezone(0))
    with clock.as_if_at(moment):
        entry = recorded()
    before = timezone.now()

    assert entry.at == moment
    assert before <= recorded().at <= timezone.now()


def recorded_then_failed() -> None:
    recorded()
    raise LookupError


@pytest.mark.django_db(transaction=True)
def test_belongs_in_the_transaction_of_its_change():
    with pytest.raises(transaction.TransactionManagementError, match="transaction of its change"):
        recorded()
    assert not Entry.objects.exists()

    with pytest.raises(LookupError), transaction.atomic():
        recorded_then_failed()
    assert not Entry.objects.exists()
    assert not Concern.objects.exists()


@pytest.mark.django_db
def test_needs_to_know_what_was_changed():
    with pytest.raises(ValueError, match="the id of what was changed"):
        recorded(subject=Reference("person", None, "Nobody"))
    assert not Entry.objects.exists()


CHANGES = {
    "an entry saved again": lambda entry: entry.save(),
    "an entry deleted": lambda entry: entry.delete(),
    "entries updated": lambda entry: Entry.objects.update(why="Another reason"),
    "entries updated in bulk": lambda entry: Entry.objects.bulk_update([entry], ["why"]),
    "entries deleted": lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
    "a concern saved again": lambda entry: entry.concerns.get().save(),
    "a concern deleted": lambda entry: entry.concerns.get().delete(),
    "concerns updated": lambda entry: entry.concerns.update(object_id=uuid4()),
    "concerns deleted": lambda entry: Concern.objects.all().delete(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_nothing_in_it_is_changed_or_removed(change):
    entry = recorded(why="The reason")
    entry.why = "Another reason"

    with pytest.raises(JournalIsAppendOnly), transaction.atomic():
        change(entry)

    assert Entry.objects.get().why == "The reason"
    assert Concern.objects.get().object_id == PAPER_ID

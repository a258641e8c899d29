"""An SDS at a gate: its own date (set_gate_date) and the day it was let through (record_gate_passed)."""

from datetime import date

import pytest

from assumptions.vocabulary import Gate
from journal.models import Entry
from parties.actions import record_gate_passed, set_gate_date
from parties.models import Person, ServiceGate
from tests.parties.builders import code_body, reviewer, service
from tests.parties.builders import on as as_of
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import CODE_BODY, EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db

GATE = Gate.QUALIFICATION
DAY = date(2025, 7, 31)
LATER = date(2025, 9, 30)


def in_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(
    ("act", "field"), [(set_gate_date, "due_on"), (record_gate_passed, "passed_on")], ids=["due", "passed"]
)
def test_sets_changes_and_takes_back_a_day(act, field):
    sds, actor = service(), reviewer()
    service()

    for before, after in [(None, DAY), (DAY, LATER), (LATER, None)]:
        with one_change(raises=[sds]) as change:
            act(actor=actor, service=sds, gate=GATE, on=after)

        assert getattr(ServiceGate.objects.get(service=sds, gate=GATE), field) == after
        change.says(
            act.__name__,
            by=actor,
            of=sds,
            about=sds.provider,
            old={"gate": "qualification", field: in_json(before)},
            new={"gate": "qualification", field: in_json(after)},
        )


def test_the_two_days_of_a_gate_and_those_of_others_leave_each_other_alone():
    sds = service()
    set_gate_date(actor=reviewer(), service=sds, gate=GATE, on=LATER)
    record_gate_passed(actor=code_body(), service=sds, gate=GATE, on=DAY)
    set_gate_date(actor=reviewer(), service=sds, gate=Gate.SIT_CIT, on=DAY)
    set_gate_date(actor=reviewer(), service=service(), gate=GATE, on=DAY)

    assert {(at.gate, at.due_on, at.passed_on) for at in sds.gates.all()} == {
        ("qualification", LATER, DAY),
        ("sit_cit", DAY, None),
    }


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may_set_a_date(who):
    sds = service()
    check_who_may(who, STAFF, sds, lambda actor: set_gate_date(actor=actor, service=sds, gate=GATE, on=DAY))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_and_code_bodies_may_let_through(who):
    sds = service()
    check_who_may(
        who,
        {CODE_BODY, *STAFF},
        sds,
        lambda actor: record_gate_passed(actor=actor, service=sds, gate=GATE, on=DAY),
    )


@pytest.mark.parametrize(
    ("act", "field", "on", "sentence"),
    [
        (set_gate_date, "due_on", date(2200, 1, 1), "Give a day up to 31 December 2199."),
        (record_gate_passed, "passed_on", date(1999, 12, 31), "Give a day from 1 January 2000 on."),
        (record_gate_passed, "on", date(2025, 10, 2), "Give a day that is not after today, 1 October 2025."),
    ],
)
def test_days_are_of_our_time(act, field, on, sentence):
    actor, sds = reviewer(), service()

    with as_of(date(2025, 10, 1)), refused(sentence, field=field):
        act(actor=actor, service=sds, gate=GATE, on=on)


@pytest.mark.parametrize("act", [set_gate_date, record_gate_passed])
def test_the_same_day_again_changes_nothing(act):
    sds = service()
    act(actor=reviewer(), service=sds, gate=GATE, on=DAY, why="SITAG of 30 July")
    before = everything()
    act(actor=Person.objects.get(), service=sds, gate=GATE, on=DAY, why="Sent twice")
    assert everything() == before
    assert Entry.objects.get().why == "SITAG of 30 July"

"""An item's state on a day is what the rules make of the same item in the facts document."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assumptions import read_facts
from assumptions.day import state_on
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState
from evidence.models import Decision, EvidenceItem, Use
from parties.models import SmartDataService
from readiness.facts import facts_document
from tests.parties.builders import service

FIRST = date(2024, 9, 1)
DAYS = st.integers(0, 8).map(lambda number: FIRST + timedelta(days=number))
LATER = st.none() | DAYS


@st.composite
def items(draw: st.DrawFn) -> tuple[EvidenceItem, list[Decision]]:
    """An item with decisions in the order of their days, not saved."""
    submitted = draw(DAYS)
    later = st.none() | DAYS.filter(lambda day: day >= submitted)
    item = EvidenceItem(
        kind=EvidenceKind.DBT_COMPLETION,
        submitted_on=submitted,
        withdrawn_on=draw(later),
        expires_on=draw(LATER),
    )
    days = sorted(max(day, submitted) for day in draw(st.lists(DAYS, max_size=3)))
    decisions = []
    for position, day in enumerate(days):
        decisions.append(
            Decision(
                item=item,
                position=position,
                on=day,
                outcome=draw(st.sampled_from(DecisionOutcome)),
                until=draw(st.none() | st.sampled_from([day, day + timedelta(days=2)])),
                item_submitted_on=submitted,
            )
        )
    return item, decisions


def placed(sds: SmartDataService, item: EvidenceItem, decisions: list[Decision]) -> EvidenceItem:
    item.about = sds.provider
    item.save()
    Decision.objects.bulk_create(reversed(decisions))
    Use.objects.create(item=item, service=sds, local_id="item", position=0)
    return EvidenceItem.objects.get(pk=item.pk)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=items())
def test_is_the_rules_own(drawn):
    sds = service()
    item = placed(sds, *drawn)
    (fact,) = read_facts(facts_document(sds, as_of=FIRST)).evidence

    for number in range(-1, 10):
        day = FIRST + timedelta(days=number)
        assert item.state_on(day) is state_on(fact, day)


@pytest.mark.django_db
def test_in_all_its_steps():
    item = EvidenceItem(kind=EvidenceKind.DBT_COMPLETION, submitted_on=date(2024, 9, 2))
    item.expires_on, item.withdrawn_on = date(2024, 9, 7), date(2024, 9, 10)
    days = [("queried", 3, None), ("accepted", 4, 5), ("accepted", 6, None), ("rejected", 9, None)]
    decisions = [
        Decision(
            item=item,
            position=position,
            on=date(2024, 9, day),
            outcome=outcome,
            until=date(2024, 9, until) if until else None,
            item_submitted_on=item.submitted_on,
        )
        for position, (outcome, day, until) in enumerate(days)
    ]

    there = placed(service(), item, decisions)

    assert [there.state_on(date(2024, 9, day)) for day in range(1, 11)] == [
        ItemState.ABSENT,
        ItemState.IN_REVIEW,
        ItemState.QUERIED,
        ItemState.ACCEPTED,
        ItemState.ACCEPTED,
        ItemState.ACCEPTED,
        ItemState.ACCEPTED,
        ItemState.EXPIRED,
        ItemState.REJECTED,
        ItemState.ABSENT,
    ]

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assumptions.vocabulary import Gate, Status, Verdict, WaiverKind
from journal import clock
from journal.models import Entry
from parties.errors import NotAllowed, Refused
from parties.models import CollectionRoute, Person, SmartDataService
from readiness.actions import end_waiver, grant_waiver
from readiness.models import Waiver
from readiness.standing import standing
from tests.parties import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def route() -> CollectionRoute:
    builders.programme()
    return builders.mdr_route(builders.service())


def grant(route: CollectionRoute, actor: Person | None = None, **fields: Any) -> Waiver:
    terms: dict[str, Any] = {
        "requirement": "A094.SECURITY",
        "scope": route,
        "gates": [Gate.QUALIFICATION],
        "granted_on": clock.today(),
        "granted_by": "Qualification Working Group",
        "reason": "Assessment booked",
    } | fields
    return grant_waiver(actor=actor or builders.reviewer(), service=route.service, **terms)


def status_of(requirement: str, service: SmartDataService, day: date) -> Status:
    evaluation = standing(SmartDataService.objects.get(pk=service.pk), as_of=day).evaluation
    assert evaluation is not None
    findings = evaluation.gates[Gate.QUALIFICATION].findings
    return next(finding.status for finding in findings if finding.requirement.id == requirement)


def test_it_sets_the_requirement_aside_and_says_so_in_the_journal(route: CollectionRoute):
    waiver = grant(route, kind=WaiverKind.WORK_OFF_PLAN)
    assert status_of("A094.SECURITY", route.service, clock.today()) is Status.WAIVED
    entry = Entry.objects.get(action="grant_waiver")
    assert (entry.subject_id, entry.about_id) == (waiver.pk, route.service.provider_id)
    assert (entry.new["requirement"], entry.why) == ("A094.SECURITY", "Assessment booked")
    assert entry.changes_facts
    before = route.service.facts_version
    assert SmartDataService.objects.get(pk=route.service_id).facts_version == before + 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"requirement": "A203.UEP_CONFIRMED"}, "requirement"),
        ({"requirement": "A094.NOTHING"}, "requirement"),
        ({"gates": [Gate.QUALIFICATION, Gate.SIT_CIT], "requirement": "A094.DCC_ADAPTER"}, "gates"),
        ({"scope": None}, "scope"),
        ({"requirement": "PIT.COMPLETE", "gates": [Gate.SIT_CIT]}, "scope"),
    ],
)
def test_what_the_rules_do_not_let_be_waived_is_refused_beside_its_field(
    route: CollectionRoute, fields: dict[str, Any], field: str
):
    with pytest.raises(Refused) as refusal:
        grant(route, **fields)
    assert refusal.value.field == field
    assert not Waiver.objects.exists()
    assert not Entry.objects.filter(action="grant_waiver").exists()


def test_a_waiver_for_no_gate_is_refused(route: CollectionRoute):
    with pytest.raises(ValidationError) as refusal:
        grant(route, gates=[])
    assert list(refusal.value.error_dict) == ["gates"]


def test_an_end_before_its_grant_is_refused(route: CollectionRoute):
    with pytest.raises(ValidationError):
        grant(route, expires_on=clock.today() - timedelta(days=1))


@pytest.mark.parametrize("who", ["member", "stranger"])
def test_a_party_may_not_grant_or_end_one(route: CollectionRoute, who: str):
    organisation = route.service.provider if who == "member" else builders.organisation()
    member = builders.member(organisation)
    with pytest.raises(NotAllowed):
        grant(route, member)
    waiver = grant(route)
    with pytest.raises(NotAllowed):
        end_waiver(actor=member, waiver=waiver, on=clock.today(), why="We want it to end")
    assert Waiver.objects.get().expires_on is None


@pytest.mark.parametrize("make", [builders.reviewer, builders.administrator, builders.code_body])
def test_the_programme_and_the_code_bodies_may(route: CollectionRoute, make):
    actor = make()
    assert grant(route, actor).recorded_by == actor


def test_it_ends_with_the_day_that_is_given(route: CollectionRoute):
    waiver, today = grant(route), clock.today()
    end_waiver(actor=builders.reviewer(), waiver=waiver, on=today, why="The assessment is done")
    assert status_of("A094.SECURITY", route.service, today) is Status.WAIVED
    assert status_of("A094.SECURITY", route.service, today + timedelta(days=1)) is Status.OUTSTANDING
    entry = Entry.objects.get(action="end_waiver")
    assert (entry.old, entry.new) == ({"expires_on": None}, {"expires_on": today.isoformat()})


def test_an_end_can_not_be_put_off(route: CollectionRoute):
    waiver = grant(route, expires_on=clock.today())
    with pytest.raises(Refused, match="grant it anew"):
        end_waiver(
            actor=builders.reviewer(), waiver=waiver, on=clock.today() + timedelta(days=1), why="More time"
        )


def test_it_makes_no_verdict_worse(route: CollectionRoute):
    before = standing(route.service, as_of=clock.today()).verdict(Gate.QUALIFICATION)
    grant(route)
    service = SmartDataService.objects.get(pk=route.service_id)
    assert (before, standing(service, as_of=clock.today()).verdict(Gate.QUALIFICATION)) == (
        Verdict.NOT_READY,
        Verdict.NOT_READY,
    )

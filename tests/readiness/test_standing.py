from __future__ import annotations

import dataclasses
from typing import NoReturn

import pytest

from assumptions import REQUIREMENTS
from assumptions.outcome import Case, Outcome
from assumptions.vocabulary import Gate, Verdict
from evidence.models import Decision
from journal import clock
from parties.models import SmartDataService
from readiness.standing import standings
from tests.readiness.documents import example, load, loaded

pytestmark = pytest.mark.django_db


def break_rule(monkeypatch: pytest.MonkeyPatch, requirement: str, *, service: str, when_told: bool) -> None:
    """Let a rule raise for one SDS: where it decides, or where its sentence is made."""
    rule = REQUIREMENTS[requirement]

    def fails(*_: object) -> NoReturn:
        raise ZeroDivisionError

    def decide(case: Case) -> Outcome:
        outcome = rule.decide(case)
        if case.facts.facts.service.id != service:
            return outcome
        return dataclasses.replace(outcome, say=fails) if when_told else fails()

    broken = {**REQUIREMENTS, requirement: dataclasses.replace(rule, decide=decide)}
    monkeypatch.setattr("assumptions.findings.REQUIREMENTS", broken)


@pytest.mark.parametrize("when_told", [False, True])
def test_a_rule_that_raises_leaves_the_other_services_as_they_are(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, when_told: bool
):
    document = example()
    loaded()
    load(document | {"service": document["service"] | {"id": "neighbour"}})
    break_rule(monkeypatch, "A203.CHECKED", service="neighbour", when_told=when_told)
    services = SmartDataService.objects.order_by("slug")
    stands, broken = standings(services, as_of=clock.today())
    assert stands.could_be_evaluated
    assert (broken.could_be_evaluated, broken.fault) == (False, "A203.CHECKED")
    assert broken.verdict(Gate.QUALIFICATION) is Verdict.NOT_READY
    assert broken.verdict(Gate.SIT_CIT) is Verdict.NOT_APPLICABLE
    assert "neighbour could not be evaluated: A203.CHECKED" in caplog.text


def test_facts_that_no_document_may_hold_harm_their_own_service_alone():
    document = example()
    service = loaded()
    load(document | {"service": document["service"] | {"id": "neighbour"}})
    Decision.objects.filter(item__uses__service=service).update(outcome="nonsense")
    broken, stands = standings(SmartDataService.objects.order_by("slug"), as_of=clock.today())
    assert broken.fault.endswith(".outcome")
    assert stands.could_be_evaluated

"""What to do next: the rule's own next step, or what an open query or a waiting item asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from assumptions import Finding
from assumptions.facts import Evidence, Section
from assumptions.outcome import Condition
from assumptions.sentences import failing
from assumptions.steps.filed import filed_in_pit, filed_in_qad
from assumptions.vocabulary import Owner, Scope, Status
from evidence.models import Use
from parties.models import Person, SmartDataService
from parties.permissions import may

FILING: frozenset[Condition[Evidence]] = frozenset({filed_in_pit, filed_in_qad})


@dataclass(frozen=True, slots=True)
class Step:
    """An order to the one who acts; ``to`` is the page where the person who looks can do it, if any."""

    words: str
    to: str = ""


def step_for(
    finding: Finding, uses: list[Use], route_id: str, service: SmartDataService, person: Person
) -> Step | None:
    """The next step of an unmet finding; ``uses`` are those of its evidence, ``route_id`` its route's."""
    if finding.owner is Owner.NONE:
        return None
    if finding.status is Status.IN_REVIEW:
        return _decide(finding, uses)
    if finding.status is Status.QUERIED:
        return _answer(finding, uses)
    if uses and _lacks_only_filing(finding):
        return Step(finding.requirement.next_step, _item(uses[-1]))
    return Step(finding.requirement.next_step, _where_to_act(finding, route_id, service, person))


def _decide(finding: Finding, uses: list[Use]) -> Step:
    if isinstance(finding.case.subject, Section):
        return Step(f"Decide QAD section {finding.case.subject.id}")
    names = ", ".join(use.local_id for use in uses)
    return Step(f"Decide {names}: {finding.requirement.title}", _item(uses[0]) if uses else "")


def _answer(finding: Finding, uses: list[Use]) -> Step:
    if isinstance(finding.case.subject, Section):
        return Step(f"Answer the query on QAD section {finding.case.subject.id}")
    names = ", ".join(use.local_id for use in uses)
    return Step(f"Answer the query on {names}", _item(uses[0]) if uses else "")


def _lacks_only_filing(finding: Finding) -> bool:
    lacks = {
        lack for item in finding.outcome.evidence for lack in failing(finding.case, finding.outcome, item)
    }
    return bool(lacks) and lacks <= FILING


def _where_to_act(finding: Finding, route_id: str, service: SmartDataService, person: Person) -> str:
    paper = finding.requirement.paper
    if paper is None or finding.requirement.scope is Scope.SECTION:
        return ""
    if finding.owner is Owner.ELEXON:
        return reverse("readiness:checks") if may(person, "evidence.record_check", service) else ""
    if paper.is_a_check or not may(person, "evidence.submit_evidence", service):
        return ""
    key = f"{paper}.{route_id}" if paper.is_about_a_route else paper.value
    return f"{reverse('readiness:hand_in_evidence', args=[service.pk])}?{urlencode({'paper': key})}"


def _item(use: Use) -> str:
    return reverse("readiness:item", args=[use.item_id])

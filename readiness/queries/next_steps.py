"""What to do next: the rule's own next step, or what an open query or a waiting item asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from assumptions import Finding
from assumptions.facts import Evidence, Section
from assumptions.outcome import Condition
from assumptions.sentences import failing, listed
from assumptions.steps.filed import filed_in_pit, filed_in_qad
from assumptions.vocabulary import FilingPlace, Owner, Scope, Status
from evidence.models import Use
from parties.models import Person, SmartDataService
from parties.permissions import may

FILING: dict[Condition[Evidence], FilingPlace] = {
    filed_in_pit: FilingPlace.PIT,
    filed_in_qad: FilingPlace.QAD,
}


@dataclass(frozen=True, slots=True)
class Step:
    """An order to the one who acts; ``to`` is the page where the person who looks can do it, if any.

    ``about`` says what it is about where the finding's title does not stand beside it.
    """

    words: str
    to: str = ""
    about: str = ""


def step_for(
    finding: Finding, uses: list[Use], route_id: str, service: SmartDataService, person: Person
) -> Step | None:
    """The next step of an unmet finding; ``uses`` are those of its evidence, ``route_id`` its route's."""
    if finding.owner is Owner.NONE:
        return None
    if finding.status is Status.IN_REVIEW:
        return _decide(finding, uses, person)
    if finding.status is Status.QUERIED:
        return _answer(finding, uses)
    if uses and (places := _lacks_only_filing(finding)):
        return Step(
            f"File {_names(uses)} in the {listed(places)}", _item(uses[-1]), finding.requirement.title
        )
    return Step(finding.next_step, _where_to_act(finding, route_id, service, person))


def _decide(finding: Finding, uses: list[Use], person: Person) -> Step:
    if isinstance(finding.case.subject, Section):
        return Step(f"Decide QAD section {finding.case.subject.id}", about=finding.case.subject.title)
    first = next((use.item for use in uses if may(person, "evidence.decide", use.item)), None)
    to = reverse("readiness:review", args=[first.pk]) if first else ""
    return Step(f"Decide {_names(uses)}", to, finding.requirement.title)


def _answer(finding: Finding, uses: list[Use]) -> Step:
    if isinstance(finding.case.subject, Section):
        return Step(
            f"Answer the query on QAD section {finding.case.subject.id}", about=finding.case.subject.title
        )
    to = _item(uses[-1]) if uses else ""
    return Step(f"Answer the query on {_names(uses)}", to, finding.requirement.title)


def _names(uses: list[Use]) -> str:
    return listed(use.local_id for use in uses) if uses else "it"


def _lacks_only_filing(finding: Finding) -> list[str]:
    """The places where the papers are not filed, if that is all that they lack."""
    lacks = {
        lack: None
        for item in finding.outcome.evidence
        for lack in failing(finding.case, finding.outcome, item)
    }
    return [FILING[lack].label for lack in lacks] if lacks.keys() <= FILING.keys() else []


def _where_to_act(finding: Finding, route_id: str, service: SmartDataService, person: Person) -> str:
    paper = finding.requirement.paper
    if paper is None or finding.requirement.scope is Scope.SECTION:
        return ""
    if finding.owner is Owner.ELEXON:
        may_check = paper.is_a_check and route_id and may(person, "evidence.record_check", service)
        return reverse("readiness:record_check", args=[route_id]) if may_check else ""
    party = next((route for route in service.routes.all() if str(route.pk) == route_id), service)
    if paper.is_a_check or not may(person, "evidence.submit_evidence", party):
        return ""
    key = f"{paper}.{route_id}" if paper.is_about_a_route else paper.value
    return f"{reverse('readiness:hand_in_evidence', args=[service.pk])}?{urlencode({'paper': key})}"


def _item(use: Use) -> str:
    return reverse("readiness:item", args=[use.item_id])

"""What to do next, with the page where the person who looks can do it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from assumptions import Finding
from assumptions.vocabulary import Owner, Status
from evidence.models import Use
from parties.models import Person, SmartDataService
from parties.permissions import may
from readiness.next_steps import NextStep, is_done_in_the_qad, to_file_in


@dataclass(frozen=True, slots=True)
class Step:
    """A next step; ``to`` is the address of the page where it is done, empty if there is none to go to."""

    says: NextStep
    to: str


def where_to(
    finding: Finding, uses: list[Use], route_id: str, service: SmartDataService, person: Person
) -> str:
    """Where an unmet finding's step is done; ``uses`` are those of its evidence, ``route_id`` its route's."""
    if is_done_in_the_qad(finding):
        seen = may(person, "readiness.open_section", service)
        return reverse("readiness:service_qad", args=[service.pk]) if seen else ""
    if finding.status is Status.IN_REVIEW:
        first = next((use.item for use in uses if may(person, "evidence.decide", use.item)), None)
        return reverse("readiness:review", args=[first.pk]) if first else ""
    if uses and to_file_in(finding):
        files = may(person, "evidence.file_in_pit", service) and may(person, "evidence.file_in_qad", service)
        return reverse("readiness:item", args=[uses[-1].item_id]) if files else ""
    if uses and finding.status is Status.QUERIED:
        return reverse("readiness:item", args=[uses[-1].item_id])
    return _where_to_give_it(finding, route_id, service, person)


def _where_to_give_it(finding: Finding, route_id: str, service: SmartDataService, person: Person) -> str:
    paper = finding.requirement.paper
    if paper is None:
        return ""
    if finding.owner is Owner.ELEXON:
        may_check = paper.is_a_check and route_id and may(person, "evidence.record_check", service)
        return reverse("readiness:record_check", args=[route_id]) if may_check else ""
    party = next((route for route in service.routes.all() if str(route.pk) == route_id), service)
    if paper.is_a_check or not may(person, "evidence.submit_evidence", party):
        return ""
    key = f"{paper}.{route_id}" if paper.is_about_a_route else paper.value
    return f"{reverse('readiness:hand_in_evidence', args=[service.pk])}?{urlencode({'paper': key})}"

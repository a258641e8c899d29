"""What is needed of a party next, by what the heads of the rules say: queries first, then by gate date.

The steps are made of what a kept result holds, without its reasons; the page that a step leads to has those.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from assumptions import Finding
from assumptions.vocabulary import Owner, Scope, Status
from evidence.models import Use
from parties.models import CollectionRoute, Organisation, SmartDataService
from readiness.next_steps import is_done_in_the_qad, step_by_its_head, to_file_in
from readiness.queries.at_gates import AtGate
from readiness.queries.portfolio import Row, open_findings

Uses = dict[tuple[UUID, str], Use]


@dataclass(slots=True)
class Needed:
    """One step for one SDS, with the routes that it is to be done for; ``at`` is the first gate that asks."""

    service: SmartDataService
    at: AtGate
    finding: Finding
    route: CollectionRoute | None
    do: str = ""
    to: str = ""
    routes: list[CollectionRoute] = field(default_factory=list)

    @property
    def is_queried(self) -> bool:
        return self.finding.status is Status.QUERIED

    @property
    def title(self) -> str:
        """What it is about, in the rule's own words; a section's step names it already."""
        requirement = self.finding.requirement
        return "" if requirement.scope is Scope.SECTION else requirement.title

    @property
    def is_handed_in(self) -> bool:
        """Whether the step is done on the form for a paper."""
        paper = self.finding.requirement.paper
        return self.finding.status is Status.OUTSTANDING and paper is not None and not paper.is_a_check


def needed_of(row: Row) -> list[Needed]:
    """What the provider of an SDS has to act on, each open finding once."""
    gates = {at.gate: at for at in row.gates}
    routes = {route.local_id: route for route in row.service.routes.all()}
    found = [
        Needed(row.service, gates[finding.gate], finding, _route(finding, routes))
        for finding in open_findings(row.standing, row.gates)
        if finding.owner is Owner.PROVIDER
    ]
    return sorted(found, key=_urgency)


def needed_of_collector(row: Row, collector: Organisation) -> list[Needed]:
    """What is needed on a collector's own routes in the SDS of another, whose provider files the papers."""
    own = (each for each in needed_of(row) if each.route and each.route.collector_id == collector.pk)
    return [each for each in own if not to_file_in(each.finding)]


def with_steps(needed: Iterable[Needed], organisation: Organisation) -> list[Needed]:
    """Each with its step and where that is done, one query for all; equal steps of an SDS together."""
    wanted = list(needed)
    uses = _uses_in(wanted, organisation)
    steps: dict[tuple[UUID, str, str], Needed] = {}
    for each in wanted:
        use = _queried_item(each, uses)
        each.do = step_by_its_head(each.finding, [use.local_id] if use else [])
        each.to = _where(each, use, organisation)
        first = steps.setdefault((each.service.pk, each.do, each.finding.requirement.id), each)
        if each.route and each.route not in first.routes:
            first.routes.append(each.route)
    return list(steps.values())


def _route(finding: Finding, routes: dict[str, CollectionRoute]) -> CollectionRoute | None:
    return routes.get(finding.scope or "") if finding.requirement.scope is Scope.ROUTE else None


def _urgency(each: Needed) -> tuple[bool, date]:
    return not each.is_queried, each.at.due_on or date.max


def _uses_in(needed: Iterable[Needed], organisation: Organisation) -> Uses:
    """The queried items under their ids in the SDSs, of those that are the party's own or in its SDS."""
    queried = [each for each in needed if each.is_queried]
    ids = {local_id for each in queried for local_id in each.finding.evidence}
    if not ids:
        return {}
    seen = (
        Q(service__provider=organisation) | Q(item__about=organisation) | Q(item__handed_in_for=organisation)
    )
    services = [each.service.pk for each in queried]
    uses = Use.objects.filter(seen, service__in=services, local_id__in=ids)
    return {(use.service_id, use.local_id): use for use in uses}


def _queried_item(each: Needed, uses: Uses) -> Use | None:
    if not each.is_queried:
        return None
    found = [uses.get((each.service.pk, local_id)) for local_id in each.finding.evidence]
    return next((use for use in reversed(found) if use), None)


def _where(each: Needed, use: Use | None, organisation: Organisation) -> str:
    """The page where it is done: the item, the form for the paper, or the finding with all that it lacks."""
    if use:
        return reverse("readiness:item", args=[use.item_id])
    paper, service = each.finding.requirement.paper, each.service
    if each.is_handed_in and paper:
        key = f"{paper}.{each.route.pk}" if each.route and paper.is_about_a_route else paper.value
        return f"{reverse('readiness:hand_in_evidence', args=[service.pk])}?{urlencode({'paper': key})}"
    if is_done_in_the_qad(each.finding):
        return reverse("readiness:service_qad", args=[service.pk])
    if service.provider_id == organisation.pk:
        return f"{reverse('readiness:service', args=[service.pk])}?{urlencode({'gate': each.at.gate.value})}"
    return reverse("readiness:collecting", args=[service.pk])

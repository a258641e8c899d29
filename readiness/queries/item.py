"""What pages say of an item: where it is used, what the rules make of it, where else it could serve."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from assumptions import Evaluation, Finding, RuleFault
from assumptions.vocabulary import Answer, Gate, ItemState
from evidence.models import Decision, EvidenceItem, Filing, Use
from evidence.queries import items_seen_by, uses_seen_by
from parties.models import CollectionRoute, Person, SmartDataService
from parties.permissions import may
from readiness.effects import Effect, effect_of, for_gates, gates_in_words, split_gates
from readiness.next_steps import Actor
from readiness.plain_words import detail_rows, route_name
from readiness.queries.at_gates import AtGate, at_gates
from readiness.queries.found import finding_address
from readiness.queries.hand_in_evidence import is_asked_of, routes_that_fit
from readiness.queries.sight import Sight, effect_in_sight, sights_of
from readiness.standing import Standing, standings
from readiness.what_if import without_item

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Condition:
    """A named condition of a rule, and what became of it for one item; gates where they differ."""

    says: str
    answer: Answer
    gates: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one requirement makes of an item at the gates where it says the same.

    The finding is of a gate that it blocks, where there is one among them; ``to`` is where it is opened, for
    whom it is there. ``acts`` is who has to; ``at`` is the first gate ahead that has a date, for who may know
    it.
    """

    finding: Finding
    blocks: tuple[Gate, ...]
    advises: tuple[Gate, ...]
    conditions: tuple[Condition, ...]
    reason: str
    to: str = ""
    acts: Actor | None = None
    at: AtGate | None = None

    @property
    def title(self) -> str:
        return self.finding.requirement.title

    @property
    def gates_in_words(self) -> str:
        return for_gates(self.blocks, self.advises)


@dataclass(frozen=True, slots=True)
class UseRow:
    """An item in one SDS: its routes and filings there, and what the rules make of it."""

    use: Use
    standing: Standing
    may_file: bool
    told: tuple[Told, ...]
    is_collectors: bool
    sight: Sight

    @property
    def routes(self) -> str:
        return ", ".join(route_name(route) for route in self.served) or "The service"

    @property
    def served(self) -> list[CollectionRoute]:
        """The routes that the item serves there, by the facts that the SDS stands on."""
        ids = {
            local_id
            for entry in self.standing.document["evidence"]
            if entry["id"] == self.use.local_id
            for local_id in entry["routes"]
        }
        return [route for route in self.standing.service.routes.all() if route.local_id in ids]

    @property
    def filings(self) -> tuple[Filing, ...]:
        """How the provider arranges its PIT evidence and its QAD is the provider's."""
        return tuple(self.use.filings.all()) if self.sight.sees_service else ()

    @property
    def sections(self) -> list[dict[str, str]]:
        return list(self.standing.document["qad"]["sections"]) if self.sight.sees_service else []

    @property
    def if_withdrawn(self) -> Effect | None:
        """What withdrawing does to an SDS that the person sees whole; a collector sees only its routes."""
        if self.is_collectors:
            return None
        effect = effect_of(self.standing, lambda document: without_item(document, self.use.local_id))
        return effect and effect_in_sight(effect, self.sight)


@dataclass(frozen=True, slots=True)
class FurtherUse:
    """Where the rules would look at an item that does not count there yet."""

    service: SmartDataService
    route: CollectionRoute | None

    @property
    def name(self) -> str:
        return f"{self.service}, {route_name(self.route)}" if self.route else str(self.service)


def items_for(person: Person) -> QuerySet[EvidenceItem]:
    """The items that a person may see, with only those of their uses that the person may see."""
    return (
        items_seen_by(person)
        .select_related("about", "handed_in_by", "handed_in_for", "replaces", "replaced_by")
        .prefetch_related(
            Prefetch("decisions", Decision.objects.select_related("decided_by")),
            Prefetch("uses", queryset=uses_seen_by(person)),
        )
    )


def with_filings(item: EvidenceItem) -> EvidenceItem:
    """An item with where it is filed, for the page that shows it."""
    filings = Prefetch("filings", Filing.objects.select_related("section"))
    prefetch_related_objects(list(item.uses.all()), filings)
    return item


def use_rows(items: Iterable[EvidenceItem], person: Person, day: date) -> dict[EvidenceItem, list[UseRow]]:
    """Each item's uses with where those SDSs stand; a fixed number of queries however many items."""
    wanted = list(items)
    services = {use.service.pk: use.service for item in wanted for use in item.uses.all()}
    where = {standing.service.pk: standing for standing in standings(services.values(), as_of=day)}
    sights = sights_of(person, services.values())
    return {
        item: [
            _use_row(use, where[use.service_id], sights[use.service_id], person) for use in item.uses.all()
        ]
        for item in wanted
    }


def _use_row(use: Use, standing: Standing, sight: Sight, person: Person) -> UseRow:
    return UseRow(
        use=use,
        standing=standing,
        may_file=may(person, "evidence.file_in_pit", standing.service),
        told=_told(standing, use, sight),
        is_collectors=not sight.sees_service,
        sight=sight,
    )


def _told(standing: Standing, use: Use, sight: Sight) -> tuple[Told, ...]:
    """What the requirements that look at the item make of it, those that list it as evidence first.

    Nothing where a rule raises: the SDS's own page says so.
    """
    if standing.evaluation is None:
        return ()
    try:
        told = [_in_sight(each, standing, sight) for each in told_of(standing.evaluation, use.local_id)]
    except RuleFault:
        logger.exception("%s could not be evaluated", standing.service.slug)
        return ()
    return tuple(sorted(told, key=lambda each: use.local_id not in each.finding.evidence))


def _in_sight(told: Told, standing: Standing, sight: Sight) -> Told:
    """What of it the person may read, and who acts by when."""
    finding, step = told.finding, sight.step(told.finding)
    gates = told.blocks or told.advises
    ahead = (at for at in at_gates(standing) if at.gate in gates and at.due_on and not at.passed_on)
    return replace(
        told,
        reason=sight.reason(finding),
        to=_address(standing, finding, sight),
        acts=step.who if step else None,
        at=next(ahead, None) if step and sight.sees_service else None,
    )


def _address(standing: Standing, finding: Finding, sight: Sight) -> str:
    """Where a finding is opened; a collector opens those on its own routes, which are those of its papers."""
    routes = {route.local_id: route for route in standing.service.routes.all()}
    route = routes.get(finding.scope or "")
    return finding_address(standing, finding, route) if route or sight.sees_service else ""


def told_of(evaluation: Evaluation, local_id: str) -> Iterator[Told]:
    """What each requirement makes of an item that it looks at."""
    alike: dict[tuple[str, str | None, str], list[Finding]] = {}
    for result in evaluation.gates.values():
        for finding in result.findings:
            if finding.requirement.paper and local_id in finding.looked_at:
                key = (finding.requirement.id, finding.scope, finding.status)
                alike.setdefault(key, []).append(finding)
    for findings in alike.values():
        shown = max(findings, key=lambda finding: finding.blocking)
        blocks, advises = split_gates(findings)
        yield Told(shown, blocks, advises, tuple(_conditions(findings, local_id)), shown.reason)


def _conditions(findings: Sequence[Finding], local_id: str) -> Iterator[Condition]:
    """Each condition once; where gates answer it differently, with the gates."""
    answers: dict[tuple[str, Answer], list[Gate]] = {}
    for finding in findings:
        for one in finding.examined:
            if one.item == local_id:
                answers.setdefault((one.says, one.answer), []).append(finding.gate)
    for (says, answer), gates in answers.items():
        differs = set(gates) != {finding.gate for finding in findings}
        yield Condition(says, answer, gates_in_words(gates) if differs else "")


def further_uses(item: EvidenceItem, rows: Sequence[UseRow], person: Person, day: date) -> list[FurtherUse]:
    """Other SDSs and routes of the same organisation where the rules would look at such an item.

    For whoever may see what the item says.
    """
    if item.kind_term.is_a_check or item.state_on(day) is ItemState.ABSENT:
        return []
    found = _further_routes(item, rows, day) if item.kind_term.is_about_a_route else _further_services(item)
    return [further for further in found if may(person, "evidence.add_use", further.service)]


def _further_services(item: EvidenceItem) -> list[FurtherUse]:
    there = {use.service_id for use in item.uses.all()}
    services = SmartDataService.objects.filter(provider=item.about_id).select_related("provider")
    return [
        FurtherUse(service, None)
        for service in services
        if service.pk not in there and is_asked_of(item.kind_term, service)
    ]


def _further_routes(item: EvidenceItem, rows: Sequence[UseRow], day: date) -> list[FurtherUse]:
    served = {route for row in rows for route in row.served}
    routes = CollectionRoute.objects.filter(collector=item.about_id).select_related("service__provider")
    return [
        FurtherUse(route.service, route)
        for route in routes.order_by("service__name", "service__slug", "position")
        if route.is_there_on(day) and route not in served
        if routes_that_fit(item.kind_term, [route], route.service)
    ]


def facts_of(item: EvidenceItem) -> list[tuple[str, str]]:
    """The typed details in plain words."""
    return detail_rows(item.kind_term, item.details)

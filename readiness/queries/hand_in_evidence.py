"""What an SDS can hand in: first the papers that its findings still ask for, then all others that fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assumptions import REQUIREMENTS, Finding, Requirement, RuleFault, evaluate, read_facts
from assumptions.vocabulary import EvidenceKind, Gate, Scope, Status
from parties.models import CollectionRoute, SmartDataService
from readiness.effects import gates_in_words
from readiness.plain_words import PAPERS, route_name
from readiness.standing import Standing
from readiness.what_if import with_all_filed


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind for a route (None: for the service), with the findings that still ask for it."""

    kind: EvidenceKind
    route: CollectionRoute | None
    asked_by: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """How a form names it: kind, then the route's id."""
        return f"{self.kind}.{self.route.pk}" if self.route else self.kind.value

    @property
    def words(self) -> str:
        return PAPERS[self.kind]

    @property
    def place(self) -> str:
        return f"{route_name(self.route)}, {self.route.collector}" if self.route else "The service"

    @property
    def needed_for(self) -> str:
        return gates_in_words(finding.gate for finding in self.asked_by if finding.blocking)

    @property
    def advised_for(self) -> str:
        return gates_in_words(finding.gate for finding in self.asked_by if not finding.blocking)

    @property
    def first_gate(self) -> Gate | None:
        """The gate that asks for it soonest, of those that it blocks if there are any."""
        found = [finding for finding in self.asked_by if finding.blocking] or list(self.asked_by)
        return min((finding.gate for finding in found), key=list(Gate).index, default=None)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for finding in self.asked_by for source in finding.sources))


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: ``needed`` in the order of the gates, ``others`` in the rules' order of kinds."""

    needed: tuple[Paper, ...]
    others: tuple[Paper, ...]

    @property
    def on_routes(self) -> Choices:
        """Without what is about the service as a whole."""
        return Choices(
            tuple(paper for paper in self.needed if paper.route),
            tuple(paper for paper in self.others if paper.route),
        )

    def find(self, key: str) -> Paper | None:
        return next((paper for paper in (*self.needed, *self.others) if paper.key == key), None)


def choices_for(standing: Standing, routes: Sequence[CollectionRoute]) -> Choices:
    """The papers to choose from, on the standing's day; ``routes`` are those of the SDS, in their order."""
    there = [route for route in routes if route.is_there_on(standing.as_of)]
    asked_by = _asked_by(standing)
    papers = [
        Paper(kind, route, tuple(asked_by.get((kind, route.local_id if route else None), ())))
        for kind in EvidenceKind
        if not kind.is_a_check
        for route in _scopes(kind, there, standing.service)
    ]
    needed = [paper for paper in papers if paper.asked_by]
    needed.sort(
        key=lambda paper: (not paper.needed_for, list(Gate).index(paper.first_gate or Gate.QUALIFICATION))
    )
    return Choices(tuple(needed), tuple(paper for paper in papers if not paper.asked_by))


def routes_that_fit(
    kind: EvidenceKind, routes: Iterable[CollectionRoute], service: SmartDataService
) -> list[CollectionRoute]:
    """The routes at which some requirement looks at papers of the kind, by the rules' own heads."""
    asking = [requirement for requirement in asking_for(kind) if _asks(requirement, service)]
    return [
        route
        for route in routes
        if any(requirement.route_kind in (None, route.kind) for requirement in asking)
    ]


def asking_for(kind: EvidenceKind) -> list[Requirement]:
    return [requirement for requirement in REQUIREMENTS.values() if requirement.paper is kind]


def is_asked_of(kind: EvidenceKind, service: SmartDataService) -> bool:
    """Whether some requirement that is asked of such a participant looks at papers of the kind."""
    return any(_asks(requirement, service) for requirement in asking_for(kind))


def _asks(requirement: Requirement, service: SmartDataService) -> bool:
    return requirement.participation in (None, service.participation)


def _scopes(
    kind: EvidenceKind, routes: Sequence[CollectionRoute], service: SmartDataService
) -> Sequence[CollectionRoute | None]:
    if kind.is_about_a_route:
        return routes_that_fit(kind, routes, service)
    return [None] if is_asked_of(kind, service) else []


def _asked_by(standing: Standing) -> dict[tuple[EvidenceKind, str | None], list[Finding]]:
    """The unmet findings that another paper can settle, by what they ask for.

    Where all that a paper lacks is its filing, a second one would not help; so the rules are put to the
    facts as if all were filed.
    """
    asked: dict[tuple[EvidenceKind, str | None], list[Finding]] = {}
    if standing.evaluation is None:
        return asked
    try:
        results = evaluate(read_facts(with_all_filed(standing.document))).gates.values()
    except RuleFault:
        return asked
    for result in results:
        for finding in result.findings if result.passed_on is None else ():
            paper = finding.requirement.paper
            waits = finding.is_settled or finding.status is Status.IN_REVIEW
            if paper and not waits:
                scope = finding.scope if finding.requirement.scope is Scope.ROUTE else None
                asked.setdefault((paper, scope), []).append(finding)
    return asked

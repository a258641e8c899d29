"""One SDS as its page shows it: the gates, what to do next, and the findings of the chosen gate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from assumptions.vocabulary import Gate, Risk, RiskState, Scope, Status
from parties.models import CollectionRoute, Person
from parties.working_days import working_days_between
from readiness.plain_words import route_name
from readiness.queries.at_gates import AtGate, at_gates
from readiness.queries.found import Found, Reader
from readiness.queries.to_do import Desk, desks
from readiness.standing import Standing


@dataclass(frozen=True, slots=True)
class Group:
    """The findings about one route, or about the service and its QAD: what is unmet first."""

    title: str
    subtitle: str
    found: tuple[Found, ...]
    in_rule_order: bool = False

    @property
    def shown(self) -> list[Found]:
        """Open, then waived, then advice that is not followed; or all in the rules' own order."""
        if self.in_rule_order:
            return list(self.found)
        waiting = [each for each in self.found if not each.is_folded]
        return sorted(waiting, key=lambda each: (not each.is_open, not each.finding.blocking))

    @property
    def folded(self) -> list[Found]:
        return [] if self.in_rule_order else [each for each in self.found if each.is_folded]

    @property
    def folded_titles(self) -> str:
        """What is folded, by name, those that are met first."""
        met_first = sorted(self.folded, key=lambda each: each.finding.status is not Status.MET)
        return ", ".join(each.title for each in met_first)

    @property
    def count(self) -> Count:
        return Count.of(self.found)


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings block, and how they stand."""

    asked: int
    open: int
    met: int
    waived: int
    released: int
    advice: int

    @classmethod
    def of(cls, found: tuple[Found, ...]) -> Count:
        blocking = [each for each in found if each.finding.blocking]
        by_status = Counter(each.finding.status for each in blocking)
        return cls(
            asked=len(blocking),
            open=sum(each.is_open for each in blocking),
            met=by_status[Status.MET],
            waived=by_status[Status.WAIVED],
            released=by_status[Status.NOT_REQUIRED],
            advice=sum(not each.is_folded for each in found if not each.finding.blocking),
        )


@dataclass(frozen=True, slots=True)
class Station:
    """A gate on the line. ``today`` says how far the day is on the way to the next, in quarters; ``waiting``
    counts those of the open findings that wait for a decision.
    """

    at: AtGate
    today: int | None
    waiting: int

    @property
    def working_days(self) -> int | None:
        return working_days_between(self.at.as_of, self.at.due_on) if self.at.due_on else None


@dataclass(frozen=True, slots=True)
class ServicePage:
    standing: Standing
    gates: tuple[AtGate, ...]
    chosen: AtGate
    groups: tuple[Group, ...]
    risks: tuple[tuple[Risk, RiskState], ...]

    @property
    def routes(self) -> list[CollectionRoute]:
        return [
            route for route in self.standing.service.routes.all() if route.is_there_on(self.standing.as_of)
        ]

    @property
    def in_rule_order(self) -> bool:
        return any(group.in_rule_order for group in self.groups)

    @property
    def count(self) -> Count:
        return Count.of(tuple(each for group in self.groups for each in group.found))

    @property
    def desks(self) -> list[Desk]:
        shown = (each for group in self.groups for each in group.shown)
        return desks(shown, provider=str(self.standing.service.provider))

    @property
    def stations(self) -> list[Station]:
        return [
            Station(at, _today_between(at, after), _waiting(self.standing, at.gate))
            for at, after in pairwise([*self.gates, None])
            if at
        ]

    @property
    def station(self) -> Station:
        """That of the chosen gate."""
        return next(station for station in self.stations if station.at == self.chosen)

    @property
    def design_baselines(self) -> list[str]:
        found = next((each.finding for group in self.groups for each in group.found), None)
        return list(found.case.facts.facts.programme.design_baselines) if found else []


def service_page(
    standing: Standing, *, gate: str, person: Person, in_rule_order: bool = False
) -> ServicePage:
    """An SDS at the gate asked for; else at the first that is not passed and not ready; else at the last."""
    gates = tuple(at for at in at_gates(standing) if at.applies)
    asked = {at.gate.value: at for at in gates}.get(gate)
    chosen = asked or next((at for at in gates if not at.is_settled), gates[-1])
    groups = tuple(
        replace(group, in_rule_order=in_rule_order) for group in _groups(standing, chosen.gate, person)
    )
    return ServicePage(standing, gates, chosen, groups, _risks(standing))


def _waiting(standing: Standing, gate: Gate) -> int:
    found = standing.evaluation.gates[gate].open if standing.evaluation else ()
    return sum(one.status is Status.IN_REVIEW for one in found)


def _today_between(at: AtGate, after: AtGate | None) -> int | None:
    if not (at.due_on and after and after.due_on and at.due_on <= at.as_of < after.due_on):
        return None
    return round(4 * (at.as_of - at.due_on) / (after.due_on - at.due_on))


def _risks(standing: Standing) -> tuple[tuple[Risk, RiskState], ...]:
    """The risks that this SDS runs at all."""
    if standing.evaluation is None:
        return ()
    states = standing.evaluation.risks.items()
    return tuple((risk, state) for risk, state in states if state is not RiskState.NOT_APPLICABLE)


def _groups(standing: Standing, gate: Gate, person: Person) -> tuple[Group, ...]:
    if standing.evaluation is None:
        return ()
    reader = Reader(standing, person)
    found = [reader.read(finding) for finding in standing.evaluation.gates[gate].findings]
    of_routes = [each for each in found if each.finding.requirement.scope is Scope.ROUTE]
    routes = [
        Group(
            route_name(route),
            str(route.collector),
            tuple(each for each in of_routes if each.finding.scope == route.local_id),
        )
        for route in standing.service.routes.all()
        if route.is_there_on(standing.as_of)
    ]
    rest = tuple(each for each in found if each not in of_routes)
    return (*routes, Group("The service and its QAD", "", rest))

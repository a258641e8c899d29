"""Elexon's checks route by route (A203, A204): what was found, and what is still to be checked."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assumptions import Finding, RuleFault
from assumptions.vocabulary import EvidenceKind, Gate
from parties.models import CollectionRoute, SmartDataService
from readiness.plain_words import route_name
from readiness.queries.waiting_since import Since, on_the_same_ground, waiting_since
from readiness.standing import Standing, standings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """What else the same part of the deck asks of a route: what a checker wants to see."""

    finding: Finding
    reason: str

    @property
    def title(self) -> str:
        return self.finding.requirement.title


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A route with the finding on its check at Qualification, and the other findings on the same ground."""

    standing: Standing
    route: CollectionRoute
    finding: Finding
    reason: str
    grounds: tuple[Ground, ...]
    since: Since

    @property
    def service(self) -> SmartDataService:
        return self.standing.service

    @property
    def name(self) -> str:
        return route_name(self.route)

    @property
    def kind(self) -> EvidenceKind:
        kind = self.finding.requirement.paper
        if kind is None:
            raise TypeError("a check asks for a paper")
        return kind


def check_rows(services: Iterable[SmartDataService], day: date) -> tuple[list[CheckRow], list[Standing]]:
    """The routes there, those to be checked first and longest waiting on top; and the SDSs with a fault."""
    rows: list[CheckRow] = []
    faults: list[Standing] = []
    for standing in standings(services, as_of=day):
        try:
            rows += _rows(standing)
        except RuleFault:
            logger.exception("%s could not be evaluated", standing.service.slug)
            faults.append(standing)
        else:
            faults += [standing] if standing.evaluation is None else []
    return sorted(rows, key=_place), faults


def _place(row: CheckRow) -> tuple[bool, date, str, int]:
    return row.finding.is_settled, row.since.on, row.service.name, row.route.position


def _rows(standing: Standing) -> list[CheckRow]:
    if standing.evaluation is None:
        return []
    routes = {route.local_id: route for route in standing.service.routes.all()}
    findings = standing.evaluation.gates[Gate.QUALIFICATION].findings
    return [
        CheckRow(
            standing=standing,
            route=routes[finding.scope],
            finding=finding,
            reason=finding.reason,
            grounds=tuple(Ground(each, each.reason) for each in on_the_same_ground(standing, finding)),
            since=waiting_since(standing, routes[finding.scope], finding),
        )
        for finding in findings
        if finding.scope in routes and finding.requirement.paper and finding.requirement.paper.is_a_check
    ]

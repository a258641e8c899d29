"""Elexon's checks that stand out, as home tells of them: what waits longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assumptions import Finding
from assumptions.vocabulary import Gate
from parties.models import CollectionRoute, SmartDataService
from readiness.plain_words import route_name
from readiness.queries.portfolio import Row
from readiness.queries.waiting_since import Since, waiting_since


@dataclass(frozen=True, slots=True)
class CheckDue:
    service: SmartDataService
    route: CollectionRoute
    finding: Finding
    since: Since

    @property
    def name(self) -> str:
        return route_name(self.route)


def checks_due(rows: Iterable[Row]) -> list[CheckDue]:
    """The routes whose check has not passed."""
    found = [
        CheckDue(row.service, route, finding, waiting_since(row.standing, route, finding))
        for row in rows
        if row.standing.evaluation
        for finding in row.standing.evaluation.gates[Gate.QUALIFICATION].open
        if finding.requirement.paper and finding.requirement.paper.is_a_check
        for route in row.service.routes.all()
        if route.local_id == finding.scope
    ]
    return sorted(found, key=lambda each: (each.since.on, each.service.name, each.route.position))

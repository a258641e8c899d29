"""Elexon's checks that stand out, as home tells of them: the route longest declared first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assumptions import Finding
from assumptions.vocabulary import Gate
from parties.models import CollectionRoute, SmartDataService
from parties.working_days import working_days_between
from readiness.plain_words import route_name
from readiness.queries.portfolio import Row


@dataclass(frozen=True, slots=True)
class CheckDue:
    service: SmartDataService
    route: CollectionRoute
    finding: Finding
    age: int

    @property
    def name(self) -> str:
        return route_name(self.route)


def checks_due(rows: Iterable[Row]) -> list[CheckDue]:
    """The routes whose check has not passed; ``age`` is in working days since the route was declared."""
    found = [
        CheckDue(row.service, route, finding, working_days_between(route.declared_on, row.standing.as_of))
        for row in rows
        if row.standing.evaluation
        for finding in row.standing.evaluation.gates[Gate.QUALIFICATION].open
        if finding.requirement.paper and finding.requirement.paper.is_a_check
        for route in row.service.routes.all()
        if route.local_id == finding.scope
    ]
    return sorted(found, key=lambda each: (each.route.declared_on, each.service.name, each.route.position))

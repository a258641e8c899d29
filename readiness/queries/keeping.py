"""An SDS as those who keep it see it: all its routes, those withdrawn too, and its days at each gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parties.models import CollectionRoute, ServiceGate, SmartDataService
from readiness.plain_words import route_name
from readiness.queries.at_gates import AtGate, at_gates
from readiness.queries.programme import the_programme
from readiness.standing import Standing


@dataclass(frozen=True, slots=True)
class KeptRoute:
    """``state`` says whether the rules see it: now, from a day on, or no more."""

    route: CollectionRoute
    name: str
    state: str

    @property
    def is_withdrawn(self) -> bool:
        return self.route.withdrawn_on is not None


@dataclass(frozen=True, slots=True)
class KeptGate:
    """A gate with its verdict, the programme's date, the SDS's own, and when it was passed."""

    at: AtGate
    programmes: date | None
    own: date | None
    passed_on: date | None


@dataclass(frozen=True, slots=True)
class Keeping:
    routes: tuple[KeptRoute, ...]
    gates: tuple[KeptGate, ...]


def keeping(standing: Standing) -> Keeping:
    service, day = standing.service, standing.as_of
    routes = service.routes.select_related("collector")
    return Keeping(
        tuple(KeptRoute(route, route_name(route), _state(route, day)) for route in routes),
        tuple(_gates(standing, service)),
    )


def _state(route: CollectionRoute, day: date) -> str:
    if route.withdrawn_on is not None and route.withdrawn_on <= max(day, route.declared_on):
        return "withdrawn"
    return "there" if route.is_there_on(day) else "ahead"


def _gates(standing: Standing, service: SmartDataService) -> list[KeptGate]:
    """The gates that are asked, and those that have a day of their own all the same."""
    dates = the_programme().gate_dates
    own = {at.gate: at for at in service.gates.all()}
    found = []
    for at in at_gates(standing):
        mine = own.get(at.gate, ServiceGate())
        programmes = date.fromisoformat(dates[at.gate]) if at.gate in dates else None
        if at.applies or mine.due_on or mine.passed_on:
            found.append(KeptGate(at, programmes, mine.due_on, mine.passed_on))
    return found

"""What a party's home opens with: its SDSs with the steps that it is to take, and those it collects for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parties.models import Organisation, SmartDataService
from readiness.plain_words import route_name
from readiness.queries.needed import Needed, needed_of, needed_of_collector, with_steps
from readiness.queries.portfolio import Row, rows_of
from readiness.queries.where_it_stands import Stands, where_it_stands


@dataclass(frozen=True, slots=True)
class OwnService:
    """``shown`` are the most urgent of its ``number`` open findings for which the party acts."""

    stands: Stands
    number: int
    shown: tuple[Needed, ...]

    @property
    def service(self) -> SmartDataService:
        return self.stands.row.service


@dataclass(frozen=True, slots=True)
class CollectedService:
    """The SDS of another, the party's own routes in it, and what is needed on those."""

    service: SmartDataService
    routes: str
    number: int
    shown: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class PartyHome:
    own: tuple[OwnService, ...]
    collected: tuple[CollectedService, ...]

    @property
    def number(self) -> int:
        """How much waits for the party in all."""
        return sum(own.number for own in self.own) + sum(each.number for each in self.collected)

    @property
    def first(self) -> Needed | None:
        """The one thing to do next: a query before all else, then what is due first."""
        own = [each for service in self.own for each in service.shown]
        collected = [each for service in self.collected for each in service.shown]
        by_date = sorted(own, key=lambda each: each.at.due_on or date.max)
        return min((*by_date, *collected), key=lambda each: not each.is_queried, default=None)


def party_home(
    services: Iterable[SmartDataService],
    party: Organisation,
    day: date,
    *,
    at_most: int,
) -> PartyHome:
    rows = rows_of(services, as_of=day)
    own = [(row, needed_of(row)) for row in rows if row.service.provider_id == party.pk]
    others = [(row, needed_of_collector(row, party)) for row in rows if row.service.provider_id != party.pk]
    firsts = [each for _, needed in (*own, *others) for each in needed[: at_most * 2]]
    steps = with_steps(firsts, party)

    def shown(row: Row) -> tuple[Needed, ...]:
        return tuple([each for each in steps if each.service.pk == row.service.pk][:at_most])

    return PartyHome(
        tuple(OwnService(where_it_stands(row), len(needed), shown(row)) for row, needed in own),
        tuple(
            CollectedService(row.service, _routes(row, party), len(needed), shown(row))
            for row, needed in others
        ),
    )


def _routes(row: Row, party: Organisation) -> str:
    own = (route for route in row.service.routes.all() if route.collector_id == party.pk)
    return ", ".join(route_name(route) for route in own)

"""The portfolio as it is asked for: those that fit, in the order wanted, fifty to a page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from assumptions.vocabulary import SIT_GATES, Gate, Participation, RouteKind, Term, Verdict
from evidence.models import Use
from evidence.queries import contents_seen_by, items_seen_by
from parties.models import Person
from parties.permissions import may
from readiness.next_steps import Actor
from readiness.queries.at_gates import AtGate, programme_date
from readiness.queries.portfolio import Row

A_PAGE = 50


class Sort(Term):
    OPEN = "open", "Most open first"
    NEXT = "next", "Next date"
    NAME = "name", "Name"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rows shown have in common; with a gate, the verdict and being late are those at that gate."""

    find: str = ""
    gate: Gate | None = None
    verdict: Verdict | None = None
    late: bool = False
    route: RouteKind | None = None
    participation: Participation | None = None
    acts: Actor | None = None
    sort: Sort = Sort.NAME


@dataclass(frozen=True, slots=True)
class Group:
    """``size`` is how many there are on all pages together."""

    participation: Participation
    rows: tuple[Row, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Column:
    gate: Gate
    due_on: date | None


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    as_of: date
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    page: Page[Row]

    @property
    def size(self) -> int:
        return self.page.paginator.count

    @property
    def gates(self) -> frozenset[Gate]:
        """The gates that stand in a column: those asked of anybody here."""
        return frozenset(column.gate for column in self.columns)

    @property
    def sit_columns(self) -> list[Column]:
        return [column for column in self.columns if column.gate in SIT_GATES]

    @property
    def other_columns(self) -> list[Column]:
        return [column for column in self.columns if column.gate not in SIT_GATES]


def portfolio_page(rows: Sequence[Row], as_of: date, number: str) -> PortfolioPage:
    """One page of rows that are in their order; SIT participants come first."""
    of_all = {who: [row for row in rows if row.service.participation == who] for who in Participation}
    page = Paginator([row for group in of_all.values() for row in group], A_PAGE).get_page(number)
    here = {
        who: tuple(row for row in page.object_list if row.service.participation == who)
        for who in Participation
    }
    return PortfolioPage(
        as_of,
        tuple(Group(who, shown, len(of_all[who])) for who, shown in here.items() if shown),
        tuple(
            Column(gate, programme_date(rows[0].standing.document, gate))
            for gate in Gate
            if any(row.at(gate).applies for row in rows)
        ),
        page,
    )


def fitting(rows: Iterable[Row], asked: Asked, found: Collection[UUID] = ()) -> list[Row]:
    """Those that fit all that is asked, sorted; ``found`` are SDSs that hold the number asked for."""
    return sorted((row for row in rows if _fits(row, asked, found)), key=lambda row: _place(row, asked.sort))


def _fits(row: Row, asked: Asked, found: Collection[UUID]) -> bool:
    there = [route for route in row.service.routes.all() if route.is_there_on(row.standing.as_of)]
    at_gates = [at for at in row.asked if asked.gate in (None, at.gate)]
    return (
        any(_stands(at, asked) for at in at_gates)
        and asked.participation in (None, row.service.participation)
        and (asked.route is None or any(route.kind == asked.route for route in there))
        and (asked.acts is None or any(who is asked.acts for who, _ in row.acts))
        and (not asked.find or row.service.pk in found or _is_called(row, asked.find))
    )


def _stands(at: AtGate, asked: Asked) -> bool:
    return asked.verdict in (None, at.verdict) and (at.is_late or not asked.late)


def _is_called(row: Row, words: str) -> bool:
    service = row.service
    collectors = (route.collector.name for route in service.routes.all())
    names = (service.name, service.provider.name, *collectors)
    return any(words.casefold() in name.casefold() for name in names)


def _place(row: Row, sort: Sort) -> tuple[int, date, str]:
    """Where a row comes; a gate that is late comes before any date that is near."""
    name = row.service.name.casefold()
    if sort is Sort.OPEN:
        return -row.open, date.max, name
    if sort is Sort.NEXT:
        days = [at.due_on for at in (*row.late, row.next) if at and at.due_on]
        return 0, min(days, default=date.max), name
    return 0, date.max, name


def with_evidence_number(words: str, rows: Iterable[Row], person: Person) -> frozenset[UUID]:
    """The SDSs among these in which the person sees an item of that number: 418, EV-0418 or as imported."""
    number = words.upper().removeprefix("EV-")
    called = Q(local_id__iexact=words)
    if number.isascii() and number.isdigit() and len(number) < 10:  # more than the column holds
        called |= Q(item__number=int(number))
    seen = contents_seen_by if may(person, "parties.see_counts") else items_seen_by
    services = [row.service.pk for row in rows]
    uses = Use.objects.filter(called, service__in=services, item__in=seen(person))
    return frozenset(uses.values_list("service_id", flat=True))

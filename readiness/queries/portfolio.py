"""The portfolio: a row for each SDS, and what is near for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assumptions.sentences import listed
from assumptions.vocabulary import SIT_GATES, Gate, Owner, Participation, Verdict, applicable_gates
from parties.models import SmartDataService
from readiness.queries.at_gates import AtGate, at_gates, programme_date
from readiness.standing import Standing, standings

SAID = {
    Verdict.READY: "ready",
    Verdict.READY_WITH_WAIVERS: "ready with waivers",
    Verdict.IN_REVIEW: "in review",
    Verdict.NOT_READY: "not ready",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One SDS: its routes in words, its gates, and how many open findings wait for whom."""

    service: SmartDataService
    routes: str
    gates: tuple[AtGate, ...]
    next: AtGate | None
    acts: tuple[tuple[Owner, int], ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Group:
    participation: Participation
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    gate: Gate
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """The next date of the programme, and in words how many are ready for that gate."""

    gate: Gate
    on: date | None
    days: int
    how_many: str


@dataclass(frozen=True, slots=True)
class Portfolio:
    as_of: date
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    nearest: Nearest | None

    @property
    def size(self) -> int:
        return sum(len(group.rows) for group in self.groups)

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


def portfolio_of(services: Iterable[SmartDataService], *, as_of: date) -> Portfolio:
    """Where these SDSs stand on a day, SIT participants first."""
    stand = standings(services, as_of=as_of)
    by_participation = {
        participation: tuple(
            _row(standing) for standing in stand if standing.service.participation == participation
        )
        for participation in Participation
    }
    groups = tuple(Group(participation, rows) for participation, rows in by_participation.items() if rows)
    asked = {gate for group in groups for gate in applicable_gates(group.participation)}
    programme = stand[0].document if stand else None
    columns = tuple(
        Column(gate, programme_date(programme, gate)) for gate in Gate if programme and gate in asked
    )
    return Portfolio(as_of, groups, columns, _nearest(columns, groups, as_of))


def _row(standing: Standing) -> Row:
    gates = at_gates(standing)
    return Row(
        service=standing.service,
        routes=_routes(standing),
        gates=gates,
        next=_next(gates, standing.as_of),
        acts=_who_acts(standing, gates),
        fault=standing.fault,
    )


def _routes(standing: Standing) -> str:
    there = [route for route in standing.service.routes.all() if route.is_there_on(standing.as_of)]
    kinds = dict.fromkeys(route.get_kind_display() for route in there)
    return listed(kinds) if kinds else ""


def _next(gates: Sequence[AtGate], day: date) -> AtGate | None:
    to_come = [at for at in gates if at.applies and not at.is_settled and at.due_on and at.due_on >= day]
    return min(to_come, key=lambda at: at.due_on or day, default=None)


def _who_acts(standing: Standing, gates: Sequence[AtGate]) -> tuple[tuple[Owner, int], ...]:
    """Each open finding once, however many of the gates still to pass ask for it."""
    if standing.evaluation is None:
        return ()
    waiting = {
        (finding.requirement.id, finding.scope, finding.owner)
        for at in gates
        if at.passed_on is None
        for finding in standing.evaluation.gates[at.gate].open
    }
    counts = Counter(owner for _, _, owner in waiting)
    return tuple((owner, counts[owner]) for owner in Owner if counts[owner])


def _nearest(columns: Sequence[Column], groups: Sequence[Group], as_of: date) -> Nearest | None:
    if not columns:
        return None
    to_come = [column for column in columns if column.due_on and column.due_on >= as_of]
    column = min(to_come, key=lambda each: each.due_on or as_of, default=columns[-1])
    at_it = [
        (row.service.name, at)
        for group in groups
        for row in group.rows
        for at in row.gates
        if at.gate is column.gate and at.applies
    ]
    return Nearest(
        gate=column.gate,
        on=column.due_on if to_come else None,
        days=(column.due_on - as_of).days if to_come and column.due_on else 0,
        how_many=_how_many(column.gate, at_it),
    )


def _how_many(gate: Gate, at_it: Sequence[tuple[str, AtGate]]) -> str:
    """Of 4 SIT participants 3 are ready and 1 is not ready. One alone is called by its name."""
    if len(at_it) == 1:
        [(name, at)] = at_it
        return f"{name} is {SAID[at.verdict]}."
    counts = Counter(at.verdict for _, at in at_it)
    stand = listed(
        f"{counts[verdict]} {'is' if counts[verdict] == 1 else 'are'} {words}"
        for verdict, words in SAID.items()
        if counts[verdict]
    )
    return f"Of {len(at_it)} {_participants(gate)} {stand}."


def _participants(gate: Gate) -> str:
    if gate is Gate.QUALIFICATION:
        return "Smart Data Services"
    who = Participation.NON_SIT if gate is Gate.QUALIFICATION_TESTING else Participation.SIT
    return f"{who.label}s"

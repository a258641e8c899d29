"""The portfolio as a table for a spreadsheet: a line for each SDS, the same as the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assumptions.vocabulary import Gate, Participation
from readiness.queries.at_gates import AtGate
from readiness.queries.portfolio import Row

OF_A_GATE = ("verdict", "open", "due on", "passed on", "late")
HEAD = (
    "Smart Data Service",
    "Provider",
    "Participation",
    "Routes",
    *(f"{gate.label}, {what}" for gate in Gate for what in OF_A_GATE),
    "Next gate",
    "Next date",
    "Working days left",
    "Open findings",
    "Who acts",
    "Could not be evaluated",
)


def table_lines(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return [_line(row) for row in rows]


def _line(row: Row) -> tuple[str, ...]:
    return (
        row.service.name,
        row.service.provider.name,
        Participation(row.service.participation).label,
        row.routes,
        *(cell for at in row.gates for cell in _at(at)),
        row.next.gate.label if row.next else "",
        _day(row.next.due_on if row.next else None),
        str(row.next.working_days_left) if row.next else "",
        str(row.open),
        "; ".join(f"{who.label} {number}" for who, number in row.acts),
        row.fault,
    )


def _at(at: AtGate) -> tuple[str, ...]:
    if not at.applies:
        return (at.verdict.label, "", "", "", "")
    late = "late" if at.is_late else ""
    return (at.verdict.label, str(at.open), _day(at.due_on), _day(at.passed_on), late)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""

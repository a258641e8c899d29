"""The heat map: how much is open at each gate of each SDS, and what that is, in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assumptions.sentences import in_full, listed
from assumptions.vocabulary import Status, Verdict
from readiness.queries.at_gates import AtGate
from readiness.queries.portfolio import Row
from readiness.queries.portfolio_page import Column, Group

SOME, MANY = 5, 10
# From what is furthest to what is nearest.
ORDER = (
    Status.OUTSTANDING,
    Status.REJECTED,
    Status.EXPIRED,
    Status.INSUFFICIENT,
    Status.QUERIED,
    Status.IN_REVIEW,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """``heat`` is 0, 1 or 2 as more findings are open; ``why`` counts them by status."""

    at: AtGate
    why: str

    @property
    def heat(self) -> int:
        if self.at.verdict is not Verdict.NOT_READY:
            return 0
        return (self.at.open >= SOME) + (self.at.open >= MANY)


@dataclass(frozen=True, slots=True)
class HeatRow:
    row: Row
    cells: tuple[Cell, ...]


def heat_rows(group: Group, columns: Iterable[Column]) -> list[HeatRow]:
    gates = [column.gate for column in columns]
    return [HeatRow(row, tuple(_cell(row, row.at(gate)) for gate in gates)) for row in group.rows]


def _cell(row: Row, at: AtGate) -> Cell:
    return Cell(at, _why(row, at) if at.applies else "")


def _why(row: Row, at: AtGate) -> str:
    """Not ready on 14 May 2025. 11 of 32 findings open: 5 outstanding, 2 insufficient, 4 in review."""
    stands = f"{at.verdict.label} on {in_full(at.as_of)}."
    if at.passed_on:
        stands = f"Passed on {in_full(at.passed_on)}. {stands}"
    elif at.is_late and at.due_on:
        stands = f"{stands} Late: it was due on {in_full(at.due_on)}."
    if row.standing.evaluation is None:
        return f"{stands} It could not be evaluated: {row.fault}."
    result = row.standing.evaluation.gates[at.gate]
    if not at.open:
        waived = sum(finding.blocking and finding.status is Status.WAIVED for finding in result.findings)
        return f"{stands} None of {at.asked} findings open{f', {waived} waived' if waived else ''}."
    counts = Counter(finding.status for finding in result.open)
    by_status = listed(f"{counts[status]} {status.label.lower()}" for status in ORDER if counts[status])
    return f"{stands} {at.open} of {at.asked} findings open: {by_status}."

"""Where an SDS stands in one look: the gate that matters most now, and how many findings wait for whom."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.queries.at_gates import AtGate
from readiness.queries.portfolio import Row


@dataclass(frozen=True, slots=True)
class Stands:
    """``at`` is the gate that is late, else the next that is not ready; None where nothing is in the way."""

    row: Row
    at: AtGate | None


def where_it_stands(row: Row) -> Stands:
    waits = [at for at in row.asked if not at.is_settled]
    return Stands(row, next(iter([*row.late, *([row.next] if row.next else []), *waits]), None))

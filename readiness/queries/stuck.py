"""Who is stuck: SDSs that were due at a gate and are not ready for it, the longest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from readiness.effects import gates_in_words
from readiness.next_steps import Actor
from readiness.queries.portfolio import Row, acts_on


@dataclass(frozen=True, slots=True)
class Stuck:
    row: Row
    since: date
    working_days: int

    @property
    def acts(self) -> tuple[tuple[Actor, int], ...]:
        """How many findings wait for whom, at the gates that are late."""
        return acts_on(self.row.standing, self.row.late)

    @property
    def gates(self) -> str:
        return gates_in_words(at.gate for at in self.row.late)


def stuck(rows: Iterable[Row]) -> list[Stuck]:
    """Those with a gate that is late, and by how many working days the first of them is."""
    found = []
    for row in rows:
        first = min(row.late, key=lambda at: at.due_on or at.as_of, default=None)
        if first and first.due_on:
            found.append(Stuck(row, first.due_on, -(first.working_days_left or 0)))
    return sorted(found, key=lambda each: (each.since, each.row.service.name))

"""What is due next: each gate's date to come, and how many are not ready for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assumptions.vocabulary import Gate
from parties.working_days import working_days_between
from readiness.queries.portfolio import Row


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one gate: the SDSs for which it is that day, and those of them that nothing stops."""

    gate: Gate
    on: date
    working_days: int
    asked: int
    ready: int
    names: tuple[str, ...]

    @property
    def wait(self) -> int:
        return self.asked - self.ready


def due_next(rows: Iterable[Row], day: date) -> list[Due]:
    """The dates to come, the next first; ``names`` are those that are not ready."""
    found: dict[tuple[date, Gate], list[tuple[str, bool]]] = {}
    for row in rows:
        for at in row.asked:
            if at.due_on and at.due_on >= day and at.passed_on is None:
                found.setdefault((at.due_on, at.gate), []).append((row.service.name, at.is_settled))
    return [
        Due(
            gate,
            on,
            working_days_between(day, on),
            len(there),
            sum(ready for _, ready in there),
            tuple(name for name, ready in there if not ready),
        )
        for (on, gate), there in sorted(found.items(), key=_place)
    ]


def _place(each: tuple[tuple[date, Gate], object]) -> tuple[date, int]:
    """By the day, and on the same day in the order of the gates."""
    on, gate = each[0]
    return on, list(Gate).index(gate)

"""What is due next: each gate's date to come, and how many are not yet ready for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assumptions.sentences import listed
from assumptions.vocabulary import Gate
from parties.working_days import working_days_between
from readiness.queries.at_gates import AtGate
from readiness.queries.nearest import SAID
from readiness.queries.portfolio import Row


@dataclass(frozen=True, slots=True)
class Due:
    """One date of one gate; ``says`` how the SDSs for which it is that day stand."""

    gate: Gate
    on: date
    working_days: int
    says: str


def due_next(rows: Iterable[Row], day: date) -> list[Due]:
    """The dates to come, the next first."""
    found: dict[tuple[date, int], list[tuple[str, AtGate]]] = {}
    for row in rows:
        for place, at in enumerate(row.gates):
            if at.applies and at.due_on and at.due_on >= day and at.passed_on is None:
                found.setdefault((at.due_on, place), []).append((row.service.name, at))
    return [
        Due(there[0][1].gate, on, working_days_between(day, on), _says(there))
        for (on, _), there in sorted(found.items(), key=lambda each: each[0])
    ]


def _says(there: list[tuple[str, AtGate]]) -> str:
    """4 not ready and 3 in review, of 12. One alone is called by its name."""
    if len(there) == 1:
        [(name, at)] = there
        return f"{name} is {SAID[at.verdict]}"
    open_ = Counter(at.verdict for _, at in there if not at.is_settled)
    if not open_:
        return f"all {len(there)} are ready"
    worst_first = [verdict for verdict in reversed(SAID) if open_[verdict]]
    return f"{listed(f'{open_[verdict]} {SAID[verdict]}' for verdict in worst_first)}, of {len(there)}"

"""What may be a slip in the dates of gates. None of it is wrong, so it is said and kept all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations

from assumptions.sentences import in_full
from assumptions.vocabulary import SIT_GATES, Gate
from parties.working_days import is_working_day

Dates = Mapping[Gate, date]


def remarks_on(before: Dates, after: Dates, today: date) -> list[str]:
    """What is odd about dates that are set anew, and about SIT phases that would come in another order."""
    return [*_odd_days(before, after, today), *_out_of_order(before, after)]


def _odd_days(before: Dates, after: Dates, today: date) -> Iterator[str]:
    for gate, on in after.items():
        if before.get(gate) == on:
            continue
        if on < today:
            yield f"{gate.label} would be due on {in_full(on)}, which is past."
        if not is_working_day(on):
            yield f"{gate.label} would be due on {in_full(on)}, which is no working day."


def _out_of_order(before: Dates, after: Dates) -> Iterator[str]:
    dated = [gate for gate in SIT_GATES if gate in after]
    for earlier, later in combinations(dated, 2):
        changed = any(before.get(gate) != after[gate] for gate in (earlier, later))
        if changed and after[later] < after[earlier]:
            yield f"{later.label} would come before {earlier.label}."

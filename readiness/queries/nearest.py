"""What is near: the programme's next date, and in words how many are ready for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assumptions.sentences import listed
from assumptions.vocabulary import Gate, Participation, Verdict
from parties.working_days import working_days_between
from readiness.queries.at_gates import AtGate, programme_date
from readiness.queries.portfolio import Row

SAID = {
    Verdict.READY: "ready",
    Verdict.READY_WITH_WAIVERS: "ready with waivers",
    Verdict.IN_REVIEW: "in review",
    Verdict.NOT_READY: "not ready",
}


@dataclass(frozen=True, slots=True)
class Nearest:
    """A gate and its date; ``working_days`` is how far that is, None where the gate has none."""

    gate: Gate
    on: date | None
    working_days: int | None
    how_many: str


def nearest(rows: Sequence[Row], as_of: date) -> Nearest | None:
    """The next gate that is asked of any of these; their last where no date is to come."""
    asked = [gate for gate in Gate if any(row.at(gate).applies for row in rows)]
    if not asked:
        return None
    dates = {gate: programme_date(rows[0].standing.document, gate) for gate in asked}
    to_come = [(on, gate) for gate, on in dates.items() if on and on >= as_of]
    on, gate = min(to_come, key=lambda each: each[0], default=(None, asked[-1]))
    there = [(row.service.name, row.at(gate)) for row in rows if row.at(gate).applies]
    return Nearest(gate, on, working_days_between(as_of, on) if on else None, _how_many(gate, there))


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

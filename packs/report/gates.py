"""The line of gates on the cover: word, date, what is open, how long it holds."""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.sentences import in_full
from assumptions.vocabulary import Gate, Status, Verdict
from packs.stood import Stood


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate; ``note`` says what the verdict rests on, ``until`` how long it holds."""

    gate: Gate
    verdict: Verdict
    due: str
    is_late: bool
    passed: str
    note: str
    until: str


def gate_lines(stood: Stood) -> list[GateLine]:
    return [_line(stood, gate) for gate in stood.gates]


def not_asked(stood: Stood) -> list[str]:
    """The gates that are not asked of this participant."""
    return [gate.label for gate in Gate if gate not in stood.gates]


def _line(stood: Stood, gate: Gate) -> GateLine:
    verdict, due, passed = stood.verdict(gate), stood.due(gate), stood.day_at(gate, "passed_on")
    go = verdict in (Verdict.READY, Verdict.READY_WITH_WAIVERS)
    return GateLine(
        gate=gate,
        verdict=verdict,
        due=in_full(due) if due else "no date",
        is_late=bool(due and due < stood.as_of and not passed and not go),
        passed=f"passed on {in_full(passed)}" if passed else "",
        note=counted(stood, gate),
        until=_until(stood, gate),
    )


def counted(stood: Stood, gate: Gate) -> str:
    """11 of 32 open; 1 of 20 waits for a reviewer; 2 of 20 waived; all 20 met or not required."""
    blocking = [found for found in stood.found(gate) if found.blocking]
    open_ones = [found for found in blocking if found.is_open]
    waiting = [found for found in open_ones if found.status is Status.IN_REVIEW]
    waived = sum(found.status is Status.WAIVED for found in blocking)
    if len(waiting) < len(open_ones):
        return f"{len(open_ones)} of {len(blocking)} open"
    if waiting:
        return f"{len(waiting)} of {len(blocking)} {'waits' if len(waiting) == 1 else 'wait'} for a reviewer"
    return f"{waived} of {len(blocking)} waived" if waived else f"all {len(blocking)} met or not required"


def _until(stood: Stood, gate: Gate) -> str:
    last = stood.day_at(gate, "holds_until")
    if last is None:
        return ""
    return f"until {in_full(last)}, then {Verdict(stood.snapshot['then'][gate]).label.lower()}"

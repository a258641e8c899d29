"""One SDS at each gate: the verdict with its dates and how much is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assumptions import GateResult
from assumptions.vocabulary import Gate, Verdict
from parties.working_days import working_days_between
from readiness.facts import Document
from readiness.standing import Standing

SETTLED = frozenset({Verdict.READY, Verdict.READY_WITH_WAIVERS})


@dataclass(frozen=True, slots=True)
class AtGate:
    """``open`` of ``asked`` blocking findings wait; ``due_on`` is the SDS's own date or the programme's."""

    gate: Gate
    verdict: Verdict
    as_of: date
    due_on: date | None
    passed_on: date | None = None
    holds_until: date | None = None
    open: int = 0
    asked: int = 0
    could_be_evaluated: bool = True

    @property
    def applies(self) -> bool:
        return self.verdict is not Verdict.NOT_APPLICABLE

    @property
    def is_settled(self) -> bool:
        """Passed, or nothing in its way."""
        return self.passed_on is not None or self.verdict in SETTLED

    @property
    def is_past(self) -> bool:
        return self.due_on is not None and self.due_on < self.as_of

    @property
    def is_late(self) -> bool:
        return self.applies and self.is_past and not self.is_settled

    @property
    def days_left(self) -> int | None:
        return (self.due_on - self.as_of).days if self.due_on else None

    @property
    def working_days_left(self) -> int | None:
        """Negative where the date has passed."""
        return working_days_between(self.as_of, self.due_on) if self.due_on else None


def at_gates(standing: Standing) -> tuple[AtGate, ...]:
    """All seven gates in their order, those that are not asked too."""
    return tuple(_at_gate(standing, gate) for gate in Gate)


def _at_gate(standing: Standing, gate: Gate) -> AtGate:
    service, as_of = standing.document["service"], standing.as_of
    verdict, due_on = standing.verdict(gate), due(standing.document, gate)
    if standing.evaluation is None:
        passed = _day(service["gates_passed"], gate)
        known = passed if passed and passed <= as_of else None
        return AtGate(gate, verdict, as_of, due_on, known, could_be_evaluated=False)
    result: GateResult = standing.evaluation.gates[gate]
    asked = sum(finding.blocking for finding in result.findings)
    return AtGate(gate, verdict, as_of, due_on, result.passed_on, result.holds_until, len(result.open), asked)


def due(document: Document, gate: Gate) -> date | None:
    """The day on which the gate is due: the SDS's own goes before the programme's."""
    return _day(document["service"]["gate_dates"], gate) or _day(document["programme"]["gate_dates"], gate)


def programme_date(document: Document, gate: Gate) -> date | None:
    return _day(document["programme"]["gate_dates"], gate)


def _day(days: dict[str, str], gate: Gate) -> date | None:
    day = days.get(gate)
    return date.fromisoformat(day) if day else None

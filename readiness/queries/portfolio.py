"""The portfolio: a row for each SDS, with its gates, its next date and who acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assumptions import Finding
from assumptions.sentences import listed
from assumptions.vocabulary import Gate, Owner
from parties.models import SmartDataService
from readiness.next_steps import Actor, actor
from readiness.queries.at_gates import AtGate, at_gates
from readiness.standing import Standing, standings


@dataclass(frozen=True, slots=True)
class Row:
    """One SDS: its routes in words, its gates, and how many open findings wait for whom."""

    standing: Standing
    routes: str
    gates: tuple[AtGate, ...]
    next: AtGate | None
    acts: tuple[tuple[Actor, int], ...]

    @property
    def service(self) -> SmartDataService:
        return self.standing.service

    @property
    def fault(self) -> str:
        return self.standing.fault

    @property
    def open(self) -> int:
        """Each open finding once, at whichever of the gates still to pass it stands."""
        return sum(number for _, number in self.acts)

    @property
    def asked(self) -> list[AtGate]:
        return [at for at in self.gates if at.applies]

    @property
    def late(self) -> list[AtGate]:
        return [at for at in self.gates if at.is_late]

    def at(self, gate: Gate) -> AtGate:
        return next(at for at in self.gates if at.gate is gate)


def rows_of(services: Iterable[SmartDataService], *, as_of: date) -> list[Row]:
    """Where these SDSs stand on a day, in their order."""
    return [_row(standing) for standing in standings(services, as_of=as_of)]


def _row(standing: Standing) -> Row:
    gates = at_gates(standing)
    return Row(
        standing=standing,
        routes=_routes(standing),
        gates=gates,
        next=_next(gates, standing.as_of),
        acts=acts_on(standing, gates),
    )


def acts_on(standing: Standing, gates: Iterable[AtGate]) -> tuple[tuple[Actor, int], ...]:
    """How many open findings of these gates wait for whom."""
    counts = Counter(actor(finding) for finding in open_findings(standing, gates))
    return tuple((who, counts[who]) for who in Actor if counts[who])


def _routes(standing: Standing) -> str:
    there = [route for route in standing.service.routes.all() if route.is_there_on(standing.as_of)]
    return listed(dict.fromkeys(route.get_kind_display() for route in there)) if there else ""


def _next(gates: Sequence[AtGate], day: date) -> AtGate | None:
    to_come = [at for at in gates if at.applies and not at.is_settled and at.due_on and at.due_on >= day]
    return min(to_come, key=lambda at: at.due_on or day, default=None)


def open_findings(standing: Standing, gates: Iterable[AtGate]) -> list[Finding]:
    """Each once for who acts on it, as the earliest of the gates still to pass has it."""
    if standing.evaluation is None:
        return []
    found: dict[tuple[str, str | None, Owner], Finding] = {}
    for at in sorted(gates, key=lambda at: at.due_on or date.max):
        for finding in () if at.passed_on else standing.evaluation.gates[at.gate].open:
            found.setdefault((finding.requirement.id, finding.scope, finding.owner), finding)
    return list(found.values())

"""How many SDSs stand where, for those who may know the numbers and not the names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from assumptions.vocabulary import Gate, Verdict
from parties.models import SmartDataService
from readiness.standing import standings

VERDICTS = tuple(verdict for verdict in Verdict if verdict is not Verdict.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class GateCounts:
    gate: Gate
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """Over all SDSs, for each gate how many have which verdict."""

    number: int
    verdicts: tuple[Verdict, ...]
    rows: tuple[GateCounts, ...]


def counts_on(day: date) -> Counts:
    stand = standings(SmartDataService.objects.all(), as_of=day)
    at_gates = {gate: Counter(standing.verdict(gate) for standing in stand) for gate in Gate}
    rows = (GateCounts(gate, tuple(at[verdict] for verdict in VERDICTS)) for gate, at in at_gates.items())
    return Counts(len(stand), VERDICTS, tuple(row for row in rows if any(row.numbers)))

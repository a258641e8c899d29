"""How many SDSs stand where, for those who may know the numbers and not the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assumptions.vocabulary import Gate, Verdict
from readiness.queries.portfolio import Row

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


def counts_of(rows: Sequence[Row]) -> Counts:
    at_gates = {gate: Counter(row.at(gate).verdict for row in rows) for gate in Gate}
    counted = (GateCounts(gate, tuple(at[verdict] for verdict in VERDICTS)) for gate, at in at_gates.items())
    return Counts(len(rows), VERDICTS, tuple(counts for counts in counted if any(counts.numbers)))

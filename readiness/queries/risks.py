"""The register of R548 to R550: which SDSs run each risk, in what state, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assumptions import Evaluation
from assumptions.day import FactsOnDay
from assumptions.risks import BEST_FIRST, exposures
from assumptions.sources import SOURCES, Source
from assumptions.vocabulary import Risk, RiskState
from parties.models import SmartDataService
from readiness.standing import Standing

SETTLED = frozenset({RiskState.NOT_APPLICABLE, RiskState.CLOSED})
WORST_FIRST = tuple(reversed(RiskState))
NOT_EVALUATED = "It could not be evaluated; the fault is ours."
HEAD = ("Risk", "What may happen", "SDS", "Provider", "State", "Why", "As of")


@dataclass(frozen=True, slots=True)
class Exposed:
    """An SDS that runs the risk; ``why`` is empty where it is closed."""

    service: SmartDataService
    state: RiskState
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RiskRow:
    risk: Risk
    services: tuple[Exposed, ...]

    @property
    def source(self) -> Source:
        return SOURCES[self.risk.value]

    @property
    def counts(self) -> list[tuple[RiskState, int]]:
        """How many SDSs are in each state, worst first."""
        numbers = Counter(one.state for one in self.services)
        return [(state, numbers[state]) for state in WORST_FIRST if numbers[state]]

    @property
    def exposed(self) -> list[Exposed]:
        return [one for one in self.services if one.state not in SETTLED]


@dataclass(frozen=True, slots=True)
class Register:
    as_of: date
    rows: tuple[RiskRow, ...]
    faults: tuple[SmartDataService, ...]

    @property
    def in_words(self) -> str:
        """How many SDSs stand where a risk has come true, or may in time."""
        come = self._how_many({RiskState.MATERIALISED})
        near = self._how_many({RiskState.AT_RISK})
        if not come and not near:
            return "No risk has materialised, and none is near."
        said = f"For {come} SDS{'s' if come != 1 else ''} a risk has materialised"
        return f"{said}; {near} {'is' if near == 1 else 'are'} at risk." if near else f"{said}."

    def _how_many(self, states: set[RiskState]) -> int:
        return len({one.service.pk for row in self.rows for one in row.services if one.state in states})


def register_of(stand: Sequence[Standing], as_of: date) -> Register:
    rows = (RiskRow(risk, tuple(_exposed(risk, stand))) for risk in Risk)
    faults = tuple(each.service for each in stand if each.evaluation is None)
    return Register(as_of, tuple(rows), faults)


def table_of(register: Register) -> Iterator[tuple[str, ...]]:
    """The register row by row, for a spreadsheet."""
    for row in register.rows:
        for one in row.services:
            service, why = one.service, " ".join(one.why)
            words = (service.name, service.provider.name, one.state.label, why, register.as_of.isoformat())
            yield (row.risk.value, row.source.text, *words)


def _exposed(risk: Risk, stand: Iterable[Standing]) -> list[Exposed]:
    found = [
        Exposed(standing.service, standing.evaluation.risks[risk], tuple(_why(risk, standing.evaluation)))
        for standing in stand
        if standing.evaluation and standing.evaluation.risks[risk] is not RiskState.NOT_APPLICABLE
    ]
    return sorted(found, key=lambda one: (-BEST_FIRST[one.state], one.service.name))


def _why(risk: Risk, evaluation: Evaluation) -> list[str]:
    """The sentence of each exposure that is as bad as the risk, each once."""
    state = evaluation.risks[risk]
    if state in SETTLED:
        return []
    found = exposures(risk, _facts(evaluation))
    return list(dict.fromkeys(one.in_words for one in found if one.state is state))


def _facts(evaluation: Evaluation) -> FactsOnDay:
    """The facts that the evaluation saw; some requirement is asked of everybody at some gate."""
    return next(finding.case.facts for result in evaluation.gates.values() for finding in result.findings)

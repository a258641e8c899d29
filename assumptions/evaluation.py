"""The result for one Smart Data Service on one day: gates, their verdicts and findings, and the risks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assumptions.day import FactsOnDay
from assumptions.facts import Facts
from assumptions.findings import Finding, findings_at
from assumptions.risks import passed_on, risks_on
from assumptions.verdicts import applies, holds_until, verdict_of
from assumptions.vocabulary import Gate, Risk, RiskState, Verdict

SOURCE = "MHHS-DEL1384 v4.0"
RULES_VERSION = 1


@dataclass(frozen=True, slots=True)
class GateResult:
    """One gate. ``passed_on`` changes no verdict; ``holds_until`` is the verdict's last day as known."""

    verdict: Verdict
    passed_on: date | None
    holds_until: date | None
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """The blocking findings on which somebody has to act."""
        return tuple(finding for finding in self.findings if finding.blocking and not finding.is_settled)

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.value,
            "passed_on": _written(self.passed_on),
            "holds_until": _written(self.holds_until),
            "findings": [finding.as_json() for finding in self.findings],
        }


NOT_APPLICABLE = GateResult(Verdict.NOT_APPLICABLE, None, None, ())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The whole result; ``as_json`` is the document that the command line prints."""

    service: str
    as_of: date
    gates: Mapping[Gate, GateResult]
    risks: Mapping[Risk, RiskState]

    def as_json(self) -> dict[str, Any]:
        """The result in the spec's form and order of keys; RuleFault if a sentence can't be made."""
        return {
            "service": self.service,
            "as_of": self.as_of.isoformat(),
            "rules": {"source": SOURCE, "version": RULES_VERSION},
            "gates": {gate.value: result.as_json() for gate, result in self.gates.items()},
            "risks": {risk.value: state.value for risk, state in self.risks.items()},
        }


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def evaluate(facts: Facts, as_of: date | None = None, gates: Iterable[Gate] | None = None) -> Evaluation:
    """Puts all requirements to the facts on a day (the document's own, if none is given).

    ``gates`` keeps only those named, in the table's order; the risks stay. Raises RuleFault if a rule raises.
    """
    day = as_of or facts.as_of
    view = FactsOnDay(facts, day)
    wanted = frozenset(Gate if gates is None else gates)
    shown = [gate for gate in Gate if gate in wanted]
    findings = {gate: tuple(findings_at(gate, view)) for gate in shown if applies(gate, facts)}
    verdicts = {gate: verdict_of(found) for gate, found in findings.items()}
    ends = holds_until(verdicts, facts, day)
    results = {
        gate: GateResult(verdicts[gate], passed_on(gate, view), ends[gate], found)
        for gate, found in findings.items()
    }
    by_gate = {gate: results.get(gate, NOT_APPLICABLE) for gate in shown}
    return Evaluation(facts.service.id, day, by_gate, risks_on(view))

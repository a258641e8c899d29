"""A result that is put away and taken up again: what was decided is kept, how it is said is asked anew.

Between two days on which something takes effect nothing but the day itself changes, so a result is good from
the first of its days to the last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any

from assumptions.day import FactsOnDay
from assumptions.evaluation import Evaluation, GateResult
from assumptions.facts import Facts
from assumptions.findings import Finding, Told, put
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.risks import days_of_risk
from assumptions.verdicts import days_of_effect
from assumptions.vocabulary import Gate, Owner, Risk, RiskState, Status, Verdict

Kept = dict[str, Any]


def days_of_change(facts: Facts) -> list[date]:
    """Every day on which any part of the result can change, in order."""
    return sorted({*days_of_effect(facts), *facts.service.gates_passed.values(), *days_of_risk(facts)})


def first_day(days: Sequence[date], day: date) -> date:
    """Of the days of change, the one from which the result of this day stands."""
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def keep(evaluation: Evaluation) -> Kept:
    """What was decided, in plain values; no sentences, and not the day."""
    return {
        "service": evaluation.service,
        "gates": {gate.value: _keep_gate(result) for gate, result in evaluation.gates.items()},
        "risks": {risk.value: state.value for risk, state in evaluation.risks.items()},
    }


def take_up(kept: Kept, facts: Callable[[], Facts], as_of: date) -> Evaluation:
    """The evaluation of a day on which the kept result is good; for its sentences ``facts`` are read."""
    view = cache(lambda: FactsOnDay(facts(), as_of))
    gates = {Gate(gate): _take_up_gate(Gate(gate), result, view) for gate, result in kept["gates"].items()}
    risks = {Risk(risk): RiskState(state) for risk, state in kept["risks"].items()}
    return Evaluation(kept["service"], as_of, gates, risks)


def _keep_gate(result: GateResult) -> Kept:
    return {
        "verdict": result.verdict.value,
        "passed_on": _written(result.passed_on),
        "holds_until": _written(result.holds_until),
        "findings": [_keep_finding(finding) for finding in result.findings],
    }


def _keep_finding(finding: Finding) -> list[Any]:
    evidence, status, owner = list(finding.evidence), finding.status.value, finding.owner.value
    return [finding.requirement.id, finding.scope, finding.blocking, status, evidence, owner]


def _take_up_gate(gate: Gate, kept: Kept, view: Callable[[], FactsOnDay]) -> GateResult:
    return GateResult(
        verdict=Verdict(kept["verdict"]),
        passed_on=_read(kept["passed_on"]),
        holds_until=_read(kept["holds_until"]),
        findings=tuple(_take_up_finding(gate, finding, view) for finding in kept["findings"]),
    )


def _take_up_finding(gate: Gate, kept: list[Any], view: Callable[[], FactsOnDay]) -> Finding:
    name, scope, blocking, status, evidence, owner = kept
    requirement = REQUIREMENTS[name]
    return Finding(
        requirement=requirement,
        gate=gate,
        scope=scope,
        blocking=blocking,
        status=Status(status),
        evidence=tuple(evidence),
        owner=Owner(owner),
        tell=lambda: _told_again(requirement, gate, scope, view()),
    )


def _told_again(requirement: Requirement, gate: Gate, scope: str | None, facts: FactsOnDay) -> Told:
    subjects = requirement.subjects(facts)
    subject = next(each for each in subjects if (None if each is None else each.id) == scope)
    return put(requirement, facts, gate, subject)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)

"""What would follow if a requirement were met: the verdicts of the gates that ask it."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assumptions import Evaluation, Finding
from assumptions.evaluation import GateResult
from assumptions.verdicts import verdict_of
from assumptions.vocabulary import Status, Verdict
from readiness.effects import GateEffect


def if_met(evaluation: Evaluation, finding: Finding) -> tuple[GateEffect, ...]:
    """The gates at which the finding stands open, as they are and as they were with it met.

    It alone is taken as met: what else the same paper would show comes on top. Neighbours that change alike
    stand together.
    """
    changes = [
        (gate, change)
        for gate, result in evaluation.gates.items()
        if (change := _change(result, finding)) is not None
    ]
    return tuple(
        GateEffect(tuple(gate for gate, _ in alike), *change)
        for change, alike in groupby(changes, key=lambda each: each[1])
    )


def _change(result: GateResult, finding: Finding) -> tuple[Verdict, Verdict, int, int] | None:
    there = [one for one in result.open if is_the_same(one, finding)]
    if not there or result.passed_on:
        return None
    after = [_met(one) if one in there else one for one in result.findings]
    open_before = len(result.open)
    return result.verdict, verdict_of(after), open_before, open_before - len(there)


def is_the_same(one: Finding, other: Finding) -> bool:
    """Whether two findings put the same requirement to the same scope."""
    return one.requirement.id == other.requirement.id and one.scope == other.scope


def _met(finding: Finding) -> Finding:
    return replace(finding, status=Status.MET)

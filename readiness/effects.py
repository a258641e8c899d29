"""What one change does to an SDS: its verdicts, findings and risks before and after."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from assumptions import Evaluation, Finding, InvalidFacts, RuleFault, evaluate, read_facts
from assumptions.sentences import listed
from assumptions.vocabulary import SIT_GATES, Gate, Risk, RiskState, Status, Verdict
from parties.models import SmartDataService
from readiness.facts import Document
from readiness.standing import Standing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class GateEffect:
    """Gates side by side on which the change tells alike; the numbers count what is open."""

    gates: tuple[Gate, ...]
    before: Verdict
    after: Verdict
    open_before: int
    open_after: int

    @property
    def turns(self) -> bool:
        return self.before is not self.after

    @property
    def name(self) -> str:
        return gates_in_words(self.gates)

    @property
    def in_words(self) -> str:
        """turns SIT Functional to Operational ready; leaves Qualification not ready, 5 open."""
        if self.turns:
            return f"turns {self.name} {self.after.label.lower()}"
        return f"leaves {self.name} {self.after.label.lower()}, {self.open_after} open"


@dataclass(frozen=True, slots=True)
class FindingEffect:
    """One requirement and scope whose status changes, with the gates at which it does so alike."""

    finding: Finding
    before: Status
    after: Status
    gates: tuple[Gate, ...]
    reason: str

    @property
    def title(self) -> str:
        return self.finding.requirement.title

    @property
    def name(self) -> str:
        return gates_in_words(self.gates)


@dataclass(frozen=True, slots=True)
class RiskEffect:
    risk: Risk
    before: RiskState
    after: RiskState


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes for one SDS; nothing where all is empty."""

    service: SmartDataService
    gates: tuple[GateEffect, ...]
    findings: tuple[FindingEffect, ...]
    risks: tuple[RiskEffect, ...]

    @property
    def turned(self) -> tuple[GateEffect, ...]:
        return tuple(gate for gate in self.gates if gate.turns)

    @property
    def in_words(self) -> str:
        """What the change does to verdicts, in the middle of a sentence."""
        if self.turned:
            return (
                f"turns {listed(self._turned_to(verdict) for verdict in Verdict if self._gates_to(verdict))}"
            )
        return self.gates[0].in_words if self.gates else "changes no verdict"

    def _gates_to(self, verdict: Verdict) -> list[Gate]:
        return [gate for effect in self.turned if effect.after is verdict for gate in effect.gates]

    def _turned_to(self, verdict: Verdict) -> str:
        return f"{gates_in_words(self._gates_to(verdict))} {verdict.label.lower()}"

    @property
    def met(self) -> tuple[FindingEffect, ...]:
        return tuple(effect for effect in self.findings if effect.after is Status.MET)

    @property
    def not_met(self) -> tuple[FindingEffect, ...]:
        """What changes its status and is still not settled: what the change does not do."""
        return tuple(effect for effect in self.findings if not effect.finding.is_settled)


def effect_of(standing: Standing, change: Callable[[Document], Document]) -> Effect | None:
    """What a change of the facts would do; None where a rule raises."""
    if standing.evaluation is None:
        return None
    try:
        after = evaluate(read_facts(change(standing.document)))
        return effect_between(standing.service, standing.evaluation, after)
    except (RuleFault, InvalidFacts):
        logger.exception("What a change does to %s could not be evaluated", standing.service.slug)
        return None


def effect_on(standing: Standing, change: Callable[[Document], Document], *, after: date) -> Effect | None:
    """What a change would do on the day after one, as known today; None where a rule raises or days end."""
    try:
        day = after + timedelta(days=1)
        before = evaluate(read_facts(standing.document), as_of=day)
        return effect_between(
            standing.service, before, evaluate(read_facts(change(standing.document)), as_of=day)
        )
    except (RuleFault, InvalidFacts, OverflowError):
        logger.exception("What a change does to %s could not be evaluated", standing.service.slug)
        return None


def effect_between(service: SmartDataService, before: Evaluation, after: Evaluation) -> Effect:
    risks = (RiskEffect(risk, before.risks[risk], after.risks[risk]) for risk in before.risks)
    return Effect(
        service=service,
        gates=tuple(_gates(before, after)),
        findings=tuple(_findings(before, after)),
        risks=tuple(effect for effect in risks if effect.before is not effect.after),
    )


def _gates(before: Evaluation, after: Evaluation) -> Iterator[GateEffect]:
    """The gates whose verdict or open findings change; neighbours that change alike stand together."""
    changes = [
        (
            gate,
            (result.verdict, after.gates[gate].verdict, len(result.open), len(after.gates[gate].open)),
        )
        for gate, result in before.gates.items()
        if {result.verdict, after.gates[gate].verdict} != {Verdict.NOT_APPLICABLE}
    ]
    for numbers, group in groupby(changes, key=lambda change: change[1]):
        if numbers[0] is not numbers[1] or numbers[2] != numbers[3]:
            yield GateEffect(tuple(gate for gate, _ in group), *numbers)


def _findings(before: Evaluation, after: Evaluation) -> Iterator[FindingEffect]:
    """What is asked before and after, and stands differently."""
    changed: dict[tuple[str, str | None, Status, Status], list[Finding]] = {}
    for gate, result in before.gates.items():
        found = {(each.requirement.id, each.scope): each for each in after.gates[gate].findings}
        for was in result.findings:
            becomes = found.get((was.requirement.id, was.scope))
            if becomes is not None and was.status is not becomes.status:
                alike = (was.requirement.id, was.scope, was.status, becomes.status)
                changed.setdefault(alike, []).append(becomes)
    for (_, _, was_status, status), findings in changed.items():
        gates = tuple(finding.gate for finding in findings)
        yield FindingEffect(findings[-1], was_status, status, gates, findings[-1].reason)


def gates_in_words(gates: Iterable[Gate]) -> str:
    """SIT CIT; SIT CIT and Functional; SIT Functional to Operational and Qualification; or nothing."""
    wanted = set(gates)
    shown = [gate for gate in Gate if gate in wanted]
    if not shown:
        return ""
    sit = [gate for gate in shown if gate in SIT_GATES]
    rest = [gate.label for gate in shown if gate not in SIT_GATES]
    if len(sit) > 2 and sit == list(SIT_GATES[SIT_GATES.index(sit[0]) :][: len(sit)]):
        return listed([f"{sit[0].label} to {_short(sit[-1])}", *rest])
    return listed([*(gate.label for gate in sit[:1]), *map(_short, sit[1:]), *rest])


def split_gates(findings: Iterable[Finding]) -> tuple[tuple[Gate, ...], tuple[Gate, ...]]:
    """The gates that findings block, and those at which they only advise."""
    found = list(findings)
    blocks = tuple(finding.gate for finding in found if finding.blocking)
    return blocks, tuple(finding.gate for finding in found if not finding.blocking)


def for_gates(blocks: Iterable[Gate], advises: Iterable[Gate]) -> str:
    """Needed for Qualification, advice for SIT Functional to Operational."""
    needed, advice = gates_in_words(blocks), gates_in_words(advises)
    if not needed:
        return f"Advice for {advice}, does not block"
    return f"Needed for {needed}, advice for {advice}" if advice else f"Needed for {needed}"


def _short(gate: Gate) -> str:
    return gate.label.removeprefix("SIT ")

"""What speaks against a paper before it is handed in: the rules' own answer, had it been handed in today."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assumptions import Evaluation, Finding, RuleFault, evaluate, read_facts
from assumptions.vocabulary import Answer, EvidenceKind, Gate, Status
from readiness.effects import for_gates, split_gates
from readiness.facts import Document
from readiness.what_if import free_id, with_all_filed, with_item

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A requirement that the paper would not meet, accepted and filed.

    The reason speaks of this paper or, where the rules look at a better one or at none, of what they see.
    """

    finding: Finding
    blocks: tuple[Gate, ...]
    advises: tuple[Gate, ...]
    reason: str
    failing: tuple[str, ...]
    rests_on_this_paper: bool

    @property
    def title(self) -> str:
        return self.finding.requirement.title

    @property
    def gates_in_words(self) -> str:
        return for_gates(self.blocks, self.advises)


def doubts_about(
    document: Document,
    *,
    kind: EvidenceKind,
    routes: Sequence[str],
    details: Mapping[str, Any],
    expires_on: date | None,
) -> list[Doubt]:
    """Requirements asking for this kind that the paper would not meet; blocking ones first.

    Filing comes after handing in, so the paper is seen as filed. A rule that raises casts no doubt.
    """
    item_id = free_id(document)
    paper = with_item(
        document, item_id=item_id, kind=kind, routes=routes, details=details, expires_on=expires_on
    )
    try:
        asked = _asked(evaluate(read_facts(with_all_filed(paper))), kind, routes or [None])
        short = [_falling_short(findings, item_id) for findings in asked.values()]
        doubts = [_doubt(findings, item_id) for findings in short if findings]
    except RuleFault:
        logger.exception("Whether a paper is right could not be evaluated")
        return []
    return sorted(doubts, key=lambda doubt: not doubt.blocks)


def _doubt(findings: Sequence[Finding], item_id: str) -> Doubt:
    shown = max(findings, key=lambda finding: finding.blocking)
    blocks, advises = split_gates(findings)
    return Doubt(
        finding=shown,
        blocks=blocks,
        advises=advises,
        reason=shown.reason,
        failing=tuple(dict.fromkeys(_failing(shown, item_id))),
        rests_on_this_paper=shown.status is Status.INSUFFICIENT and item_id in shown.evidence,
    )


def _asked(
    evaluation: Evaluation, kind: EvidenceKind, scopes: Collection[str | None]
) -> dict[tuple[str, str | None], list[Finding]]:
    """The findings on requirements for this kind at gates not yet passed, those alike together."""
    asked: dict[tuple[str, str | None], list[Finding]] = {}
    for result in evaluation.gates.values():
        for finding in result.findings if result.passed_on is None else ():
            if finding.requirement.paper is kind and finding.scope in scopes:
                asked.setdefault((finding.requirement.id, finding.scope), []).append(finding)
    return asked


def _falling_short(findings: Sequence[Finding], item_id: str) -> list[Finding]:
    """Those that the paper does not meet. Released at some gates only, it is asked at the others."""
    wanted = [finding for finding in findings if finding.status is not Status.NOT_REQUIRED]
    return [
        finding for finding in wanted if item_id not in finding.looked_at or any(_failing(finding, item_id))
    ]


def _failing(finding: Finding, item_id: str) -> list[str]:
    return [one.says for one in finding.examined if one.item == item_id and one.answer is Answer.FAILED]

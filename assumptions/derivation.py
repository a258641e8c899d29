"""A finding opened: what its rule asked, one question after the other, and what it did not look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assumptions.asking import best_among, statuses_of
from assumptions.day import FactsOnDay, state_on
from assumptions.facts import Evidence
from assumptions.findings import Finding, blaming
from assumptions.outcome import Examined, PaperQuestion, Question
from assumptions.sentences import in_full
from assumptions.vocabulary import Answer, EvidenceKind, ItemState, Scope, Status


@dataclass(frozen=True, slots=True)
class Part:
    """The conditions as they were put to one item; ``item`` is its id, None where there is none."""

    item: str | None
    examined: tuple[Examined, ...]
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One question of a rule. ``so_far`` is the best of its papers’ statuses, None where it asks for none."""

    asks: str
    parts: tuple[Part, ...]
    so_far: Status | None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An item of the kind that is asked for, which the rule did not look at; ``why`` is a predicate."""

    item: Evidence
    why: str


ASKED_OF_OTHERS = {
    EvidenceKind.UEPT_CERTIFICATE: "is for no User Role that is asked for here",
    EvidenceKind.SIT_COMPLETION: "names no phase of SIT",
}


def steps(finding: Finding) -> tuple[Step, ...]:
    """What its rule asked, in order, to the answer; plain questions with the same words are one step."""
    with blaming(finding.requirement, finding.case.facts):
        grouped = groupby(finding.outcome.questions, key=lambda question: question.asks)
        return tuple(_step(asks, list(questions), finding) for asks, questions in grouped)


def _step(asks: str, questions: Sequence[Question], finding: Finding) -> Step:
    case = finding.case
    of_papers = [question for question in questions if isinstance(question, PaperQuestion)]
    statuses = [status for question in of_papers for status in statuses_of(question, case)]
    examined = (one for question in questions for one in question.examine(case))
    by_item = [(item, tuple(ones)) for item, ones in groupby(examined, key=lambda one: one.item)]
    stand: Sequence[Status | None] = statuses or [None] * len(by_item)
    parts = (Part(item, ones, status) for (item, ones), status in zip(by_item, stand, strict=True))
    return Step(asks, tuple(parts), best_among(statuses) if of_papers else None)


def passed_over(finding: Finding) -> tuple[PassedOver, ...]:
    """The items that came in by the day and were not looked at, though they are of the kind asked for."""
    with blaming(finding.requirement, finding.case.facts):
        return tuple(_passed_over(finding))


def _passed_over(finding: Finding) -> Iterator[PassedOver]:
    facts, looked_at = finding.case.facts, frozenset(finding.looked_at)
    for item in facts.facts.evidence:
        there = finding.requirement.scope is not Scope.ROUTE or finding.scope in item.routes
        came = item.submitted_on <= facts.day
        if item.kind is finding.requirement.paper and there and came and item.id not in looked_at:
            yield PassedOver(item, _why(item, finding, facts))


def _why(item: Evidence, finding: Finding, facts: FactsOnDay) -> str:
    if state_on(item, facts.day) is ItemState.ABSENT and item.withdrawn_on:
        return f"was withdrawn on {in_full(item.withdrawn_on)}"
    if finding.outcome.status is Status.NOT_REQUIRED:
        return "is not needed"
    if item.kind.is_a_check:
        return "is not the check that counts, which is the latest accepted one"
    return ASKED_OF_OTHERS.get(item.kind, "is not what is asked for here")


def whether_it_applies(finding: Finding) -> Step:
    """Why the requirement is asked at all, from its head; that comes before its rule's own questions."""
    head = finding.requirement
    kind = head.route_kind.label if head.route_kind else ""
    there = {
        Scope.ROUTE: f"{kind or 'Collection'} route, declared and not withdrawn",
        Scope.SECTION: "A section of the service’s QAD",
        Scope.SERVICE: "The service as a whole",
    }
    says = [there[head.scope]]
    if head.participation:
        says.append(f"The service takes part as a {head.participation.label}")
    says.append(f"At {finding.gate.label} it {'blocks' if finding.blocking else 'advises'}")
    held = tuple(Examined(None, words, Answer.HELD) for words in says)
    return Step("Does it apply?", (Part(None, held),), None)


def whether_it_is_waived(finding: Finding) -> Step:
    """What became of waivers, once the rule had answered (I8)."""
    says, answer = _waived(finding)
    return Step("Is it waived?", (Part(None, (Examined(None, says, answer),)),), None)


def _waived(finding: Finding) -> tuple[str, Answer]:
    if finding.waiver:
        return f"A {finding.waiver.kind.label.lower()} is in force", Answer.HELD
    if not finding.blocking:
        return "Advice needs no waiver", Answer.NOT_REACHED
    if not finding.requirement.waivable:
        return "This requirement can’t be waived", Answer.NOT_REACHED
    if finding.outcome.status.is_settled:
        return "It needs no waiver", Answer.NOT_REACHED
    return "A waiver is in force", Answer.FAILED

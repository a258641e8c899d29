"""How a rule asks for papers: the best status among candidates, the latest check, the worst of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assumptions.facts import Evidence
from assumptions.outcome import BEST_FIRST, Case, Condition, Outcome, PaperQuestion, PlainQuestion, Sentence
from assumptions.sentences import exists, is_there
from assumptions.vocabulary import EvidenceKind, ItemState, Status

UNDECIDED_BY_CONDITIONS = {
    ItemState.QUERIED: Status.QUERIED,
    ItemState.EXPIRED: Status.EXPIRED,
    ItemState.REJECTED: Status.REJECTED,
}
IS_IT_RELEASED = "Is it released?"
FULFILLED = {ItemState.ACCEPTED: Status.MET, ItemState.IN_REVIEW: Status.IN_REVIEW}


def ask(case: Case, kind: EvidenceKind, *conditions: Condition[Evidence], say: Sentence) -> Outcome:
    """Papers of a kind for the case's scope: the best status among them, and those that have it."""
    question = paper_question(kind, conditions, case.papers(kind))
    return best_of(case, question, say)


def ask_latest(case: Case, kind: EvidenceKind, *conditions: Condition[Evidence], say: Sentence) -> Outcome:
    """Checks (A203, A204): only the latest accepted one counts; where none is accepted, the latest."""
    question = paper_question(kind, conditions, latest_of(case, case.papers(kind)))
    return best_of(case, question, say)


def paper_question(
    kind: EvidenceKind,
    conditions: tuple[Condition[Evidence], ...],
    candidates: Sequence[Evidence],
    more: str = "",
) -> PaperQuestion:
    """The question for papers of a kind; ``more`` narrows the kind in words."""
    return PaperQuestion(is_there(kind, more), exists(kind, more), conditions, candidates)


def best_of(case: Case, question: PaperQuestion, say: Sentence) -> Outcome:
    """The best status among the question's candidates; outstanding where there is none."""
    statuses = statuses_of(question, case)
    best = best_among(statuses)
    evidence = [item for item, status in zip(question.candidates, statuses, strict=True) if status is best]
    return Outcome(best, say, tuple(evidence), (question,))


def statuses_of(question: PaperQuestion, case: Case) -> list[Status]:
    """The status of each of the question's candidates."""
    return [status_of(item, question.conditions, case) for item in question.candidates]


def best_among(statuses: Iterable[Status]) -> Status:
    """The best of the candidates' statuses; outstanding where there is no candidate."""
    return min(statuses, key=BEST_FIRST.__getitem__, default=Status.OUTSTANDING)


def worst_of(case: Case, parts: Sequence[Outcome], say: Sentence) -> Outcome:
    """The worst of several outcomes (one a role, or phase), with the evidence of those that have it."""
    worst = max((part.status for part in parts), key=BEST_FIRST.__getitem__)
    ids = {item.id for part in parts if part.status is worst for item in part.evidence}
    questions = tuple(question for part in parts for question in part.questions)
    return Outcome(worst, say, case.facts.in_document_order(ids), questions)


def status_of(item: Evidence, conditions: Sequence[Condition[Evidence]], case: Case) -> Status:
    """One candidate's status: conditions are put to accepted and waiting items only."""
    state = case.facts.state(item)
    if state in UNDECIDED_BY_CONDITIONS:
        return UNDECIDED_BY_CONDITIONS[state]
    fulfilled = all(asked.holds(item, case) for asked in conditions)
    return FULFILLED[state] if fulfilled else Status.INSUFFICIENT


def latest_of(case: Case, items: Sequence[Evidence]) -> list[Evidence]:
    """The accepted item handed in last (of equals, the last in the document), else the last of the others."""
    accepted = [item for item in items if case.facts.state(item) is ItemState.ACCEPTED]
    latest = max(reversed(accepted or items), key=lambda item: item.submitted_on, default=None)
    return [] if latest is None else [latest]


def answered(status: Status, say: Sentence, asks: str, *conditions: tuple[str, bool]) -> Outcome:
    """An outcome that rests on no paper: each condition in words, and whether it holds."""
    return Outcome(status, say, questions=tuple(PlainQuestion(asks, *each) for each in conditions))


def released(say: Sentence, *because: str) -> Outcome:
    """Not required; each of ``because`` is a condition in words that holds."""
    return answered(Status.NOT_REQUIRED, say, IS_IT_RELEASED, *((words, True) for words in because))


def not_released(*unless: str) -> tuple[PlainQuestion, ...]:
    """What was asked first of a requirement that is not released; none of ``unless`` holds."""
    return tuple(PlainQuestion(IS_IT_RELEASED, words, False) for words in unless)

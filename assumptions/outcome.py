"""What a rule answers: a status, the papers that have it and, when somebody looks, reason and trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, Protocol, TypeVar

from assumptions.day import FactsOnDay
from assumptions.facts import Evidence, Route, Section
from assumptions.vocabulary import Answer, EvidenceKind, Gate, ItemState, Owner, Status

S = TypeVar("S")

BEST_FIRST = {status: place for place, status in enumerate(tuple(Status)[:7])}


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is asked: one scope (route, QAD section, or None for the service), one gate, one day."""

    facts: FactsOnDay
    gate: Gate
    subject: Route | Section | None

    @property
    def route(self) -> Route:
        if not isinstance(self.subject, Route):
            raise TypeError("this requirement is not asked of a route")
        return self.subject

    @property
    def section(self) -> Section:
        if not isinstance(self.subject, Section):
            raise TypeError("this requirement is not asked of a QAD section")
        return self.subject

    @property
    def provider(self) -> str:
        return self.facts.facts.service.provider

    @property
    def party(self) -> str:
        """Whom a sentence speaks of: the route's collector, else the provider."""
        return self.subject.collector.name if isinstance(self.subject, Route) else self.provider

    def papers(self, kind: EvidenceKind) -> Sequence[Evidence]:
        """The items of a kind that the rule can see for its scope, in document order."""
        return self.facts.papers(kind, self.route if kind.is_about_a_route else None)


class Reason(NamedTuple):
    """A finding in words: how it is, and what to do about it (empty where nothing is to do)."""

    so: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.so} {self.do}".strip()


class Examined(NamedTuple):
    """One named condition put to one item (None where there is none, or where the rule needs none)."""

    item: str | None
    says: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Condition(Generic[S]):
    """A named condition: ``says`` as it is when it holds, ``fails`` as a predicate, ``do`` as an order."""

    says: str
    fails: str
    do: str
    holds: Callable[[S, Case], bool]


def condition(says: str, *, fails: str, do: str) -> Callable[[Callable[[S, Case], bool]], Condition[S]]:
    """Names a test of one thing (an item of evidence, a route, ...) in a case."""
    return lambda holds: Condition(says, fails, do, holds)


class Question(Protocol):
    """One step of the way to a status, which a page can open; ``asks`` is the step as a question."""

    @property
    def asks(self) -> str: ...

    def examine(self, case: Case) -> Iterator[Examined]: ...

    def failing(self, item: Evidence, case: Case) -> Iterator[Condition[Evidence]]: ...


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """Is there a paper (``exists`` says which), and do the conditions hold for it?"""

    asks: str
    exists: str
    conditions: tuple[Condition[Evidence], ...]
    candidates: Sequence[Evidence]

    def examine(self, case: Case) -> Iterator[Examined]:
        for item in self.candidates:
            yield Examined(item.id, self.exists, Answer.HELD)
            for asked in self.conditions:
                yield Examined(item.id, asked.says, _answer(asked, item, case))
        if not self.candidates:
            yield Examined(None, self.exists, Answer.FAILED)
            yield from (Examined(None, asked.says, Answer.NOT_REACHED) for asked in self.conditions)

    def failing(self, item: Evidence, case: Case) -> Iterator[Condition[Evidence]]:
        if item in self.candidates:
            yield from (asked for asked in self.conditions if not asked.holds(item, case))


def _answer(asked: Condition[Evidence], item: Evidence, case: Case) -> Answer:
    if case.facts.state(item) not in (ItemState.ACCEPTED, ItemState.IN_REVIEW):
        return Answer.NOT_REACHED
    return Answer.HELD if asked.holds(item, case) else Answer.FAILED


@dataclass(frozen=True, slots=True)
class PlainQuestion:
    """A condition on something that is no paper, already answered."""

    asks: str
    says: str
    holds: bool
    items: Sequence[Evidence] = ()

    def examine(self, _case: Case) -> Iterator[Examined]:
        answer = Answer.HELD if self.holds else Answer.FAILED
        ids: Sequence[str | None] = [item.id for item in self.items] or [None]
        yield from (Examined(item, self.says, answer) for item in ids)

    def failing(self, _item: Evidence, _case: Case) -> Iterator[Condition[Evidence]]:
        yield from ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule's decision. ``owner`` is set only where it departs from the owner in the rule's head."""

    status: Status
    say: Callable[[Case, Outcome], Reason]
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    owner: Owner | None = None

    def owned_by(self, owner: Owner) -> Outcome:
        return replace(self, owner=owner)

    def after(self, *questions: Question) -> Outcome:
        """The same decision, with what was asked before it came to it."""
        return replace(self, questions=(*questions, *self.questions))


Sentence = Callable[[Case, Outcome], Reason]

"""Findings: a requirement, put to one scope at one gate on one day, with its reason and its trail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from assumptions.day import FactsOnDay
from assumptions.facts import Route, Section, Waiver
from assumptions.outcome import Case, Examined, Outcome
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.sentences import in_full
from assumptions.vocabulary import Gate, Owner, Scope, Status


class RuleFault(Exception):
    """A rule raised: a fault of ours, never of the document. It names the requirement and the service."""

    def __init__(self, requirement: str, service: str) -> None:
        super().__init__(f"the rule {requirement} failed on the service {service}")
        self.requirement = requirement
        self.service = service


@contextmanager
def blaming(requirement: Requirement, facts: FactsOnDay) -> Iterator[None]:
    """Whatever the rule raises comes out as a RuleFault."""
    try:
        yield
    except Exception as fault:
        raise RuleFault(requirement.id, facts.facts.service.id) from fault


class Told(NamedTuple):
    """What was asked, what the rule answered, and the waiver in force, if one was needed."""

    case: Case
    outcome: Outcome
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the rules make of one requirement.

    ``scope`` is the id of the route or section, None for the service; ``evidence`` the ids of the items that
    have the outcome's status, in document order; ``owner`` who acts next. How it came about is told when
    somebody asks: at once where the rule has just decided, by asking it again where the result was kept.
    """

    requirement: Requirement
    gate: Gate
    scope: str | None
    blocking: bool
    status: Status
    evidence: tuple[str, ...]
    owner: Owner
    tell: Callable[[], Told] = field(compare=False, repr=False)

    @property
    def case(self) -> Case:
        return self.tell().case

    @property
    def outcome(self) -> Outcome:
        return self.tell().outcome

    @property
    def waiver(self) -> Waiver | None:
        """The waiver by which it is waived."""
        return self.tell().waiver if self.status is Status.WAIVED else None

    @property
    def is_settled(self) -> bool:
        """Met, released or waived: nobody has to act."""
        return self.status.is_settled

    @property
    def sources(self) -> tuple[str, ...]:
        return self.requirement.sources

    @property
    def reason(self) -> str:
        """One or two plain sentences that name the party, the paper and the date."""
        case, outcome, waiver = self.tell()
        with blaming(self.requirement, case.facts):
            reason = outcome.say(case, outcome)
            return str(reason) if waiver is None else f"{_granted(waiver)} {reason.so}"

    @property
    def next_step(self) -> str:
        """What whoever acts next is to do: the rule's own step, or the reason's if the turn is another's."""
        if self.owner is self.requirement.owner:
            return self.requirement.next_step
        return self.to_do or self.requirement.next_step

    @property
    def to_do(self) -> str:
        """What its reason says to do, as an order without its full stop; empty where it says nothing."""
        case, outcome, _ = self.tell()
        with blaming(self.requirement, case.facts):
            return outcome.say(case, outcome).do.removesuffix(".")

    @property
    def examined(self) -> tuple[Examined, ...]:
        """Each named condition, for each item looked at, with what became of it."""
        case, outcome, _ = self.tell()
        with blaming(self.requirement, case.facts):
            return tuple(one for question in outcome.questions for one in question.examine(case))

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The ids of all items that were looked at, each once."""
        return tuple(dict.fromkeys(one.item for one in self.examined if one.item is not None))

    def as_json(self) -> dict[str, Any]:
        """The finding as the result document has it."""
        return {
            "requirement": self.requirement.id,
            "scope": self.scope,
            "status": self.status.value,
            "blocking": self.blocking,
            "evidence": list(self.evidence),
            "owner": self.owner.value,
            "reason": self.reason,
            "sources": list(self.sources),
        }


def _granted(waiver: Waiver) -> str:
    until = f" until {in_full(waiver.expires_on)}" if waiver.expires_on else ", with no end date"
    return (
        f"{waiver.granted_by} granted a {waiver.kind.label.lower()} on {in_full(waiver.granted_on)}{until}."
    )


def find(requirement: Requirement, facts: FactsOnDay, gate: Gate, subject: Route | Section | None) -> Finding:
    """Puts one requirement to one scope at one gate; RuleFault if the rule raises."""
    told = put(requirement, facts, gate, subject)
    status = Status.WAIVED if told.waiver else told.outcome.status
    return Finding(
        requirement=requirement,
        gate=gate,
        scope=None if subject is None else subject.id,
        blocking=gate in requirement.blocks,
        status=status,
        evidence=tuple(item.id for item in told.outcome.evidence),
        owner=_owner(requirement, told.outcome, status),
        tell=lambda: told,
    )


def put(requirement: Requirement, facts: FactsOnDay, gate: Gate, subject: Route | Section | None) -> Told:
    """Asks the rule, and looks for a waiver where its answer needs one."""
    case = Case(facts, gate, subject)
    with blaming(requirement, facts):
        outcome = requirement.decide(case)
    waiver = None
    if gate in requirement.blocks and requirement.waivable and not outcome.status.is_settled:
        scope = None if requirement.scope is Scope.SERVICE or subject is None else subject.id
        waiver = facts.waiver(requirement.id, scope, gate)
    return Told(case, outcome, waiver)


def _owner(requirement: Requirement, outcome: Outcome, status: Status) -> Owner:
    if status.is_settled:
        return Owner.NONE
    if status is Status.IN_REVIEW:
        return Owner.REVIEWER
    return outcome.owner or requirement.owner


def findings_at(gate: Gate, facts: FactsOnDay) -> Iterator[Finding]:
    """All findings of a gate, in the order of the requirements, then of the document."""
    participation = facts.facts.service.participation
    for requirement in REQUIREMENTS.values():
        if requirement.is_asked_at(gate, participation):
            for subject in requirement.subjects(facts):
                yield find(requirement, facts, gate, subject)


def findings_of(requirement: str, gate: Gate, facts: FactsOnDay) -> list[Finding]:
    """The findings of one requirement at a gate, one for each of its scopes."""
    asked = REQUIREMENTS[requirement]
    return [find(asked, facts, gate, subject) for subject in asked.subjects(facts)]

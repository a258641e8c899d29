"""One finding opened: how it was decided, on what, where else it is asked, and what would turn it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from assumptions import Finding
from assumptions.day import counts_on
from assumptions.derivation import passed_over, steps, whether_it_applies, whether_it_is_waived
from assumptions.facts import Evidence
from assumptions.outcome import Examined
from assumptions.requirement import Requirement
from assumptions.risks import gate_date
from assumptions.sentences import in_full
from assumptions.sources import SOURCES, Source
from assumptions.vocabulary import Gate, Participation, Scope, Status, applicable_gates
from evidence.models import QadSection, Use
from parties.models import CollectionRoute, Person, SmartDataService
from parties.working_days import working_days_between
from readiness.effects import GateEffect
from readiness.if_met import if_met, is_the_same
from readiness.plain_words import route_name
from readiness.queries.found import Found, Reader
from readiness.queries.sight import Sight
from readiness.standing import Standing

Subject = CollectionRoute | QadSection | None


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A paper with what happened to it by the day; ``is_seen`` if its own page is the person's to see too.

    ``why`` says why it was passed over.
    """

    use: Use
    events: tuple[str, ...]
    is_seen: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """The conditions as they were put to one paper, if to one."""

    examined: tuple[Examined, ...]
    paper: LookedAt | None
    status: Status | None


@dataclass(frozen=True, slots=True)
class OpenedStep:
    asks: str
    parts: tuple[OpenedPart, ...]
    so_far: Status | None


@dataclass(frozen=True, slots=True)
class AtAGate:
    """The same requirement and scope at one of the gates; None where it is not asked there."""

    gate: Gate
    found: Finding | None
    to: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same requirement at the same gate, of another route or section."""

    name: str
    found: Finding
    to: str


@dataclass(frozen=True, slots=True)
class FindingPage:
    """``found`` is None where it is not asked that day; ``opened`` empty where it would tell too much."""

    standing: Standing
    requirement: Requirement
    gate: Gate
    subject: Subject
    found: Found | None
    opened: tuple[OpenedStep, ...] = ()
    passed_over: tuple[LookedAt, ...] = ()
    is_kept_back: bool = False
    sees_service: bool = False
    at_gates: tuple[AtAGate, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    effects: tuple[GateEffect, ...] = ()
    due_on: date | None = None
    lead_time: int = 0

    # A template calls whatever can be called, and a requirement can.
    @property
    def rule_id(self) -> str:
        return self.requirement.id

    @property
    def rule(self) -> str:
        return self.requirement.text

    @property
    def subject_name(self) -> str:
        if isinstance(self.subject, CollectionRoute):
            return route_name(self.subject)
        return f"QAD section {self.subject.local_id}" if self.subject else ""

    @property
    def title(self) -> str:
        return self.found.title if self.found else self.requirement.title

    @property
    def rests_on_interpretation(self) -> bool:
        return any(source.is_interpretation for source in self.sources)

    @property
    def is_late(self) -> bool:
        """Whether the gate's date is over while this is still in its way."""
        is_open = self.found is not None and self.found.is_open
        return is_open and self.due_on is not None and self.due_on < self.standing.as_of

    @property
    def working_days(self) -> int | None:
        return working_days_between(self.standing.as_of, self.due_on) if self.due_on else None

    @property
    def start_by(self) -> date | None:
        """The last day to start such a paper for the gate, by its lead time in calendar days."""
        waits = self.found is not None and self.found.finding.status is Status.IN_REVIEW
        if not self.due_on or not self.lead_time or waits:
            return None
        return self.due_on - timedelta(days=self.lead_time)

    @property
    def sources(self) -> list[Source]:
        return [SOURCES[source] for source in self.requirement.sources]

    @property
    def holds_until(self) -> date | None:
        evaluation = self.standing.evaluation
        return evaluation.gates[self.gate].holds_until if evaluation else None

    @property
    def passed_on(self) -> date | None:
        """When the SDS passed the gate, for those who see the SDS."""
        evaluation = self.standing.evaluation
        return evaluation.gates[self.gate].passed_on if evaluation and self.sees_service else None


def finding_page(
    standing: Standing, gate: Gate, requirement: Requirement, subject: Subject, person: Person
) -> FindingPage | None:
    """The finding on a day; without ``found`` where it was not asked that day, None where it never can be."""
    participation = Participation(standing.service.participation)
    if not _fits(requirement, subject) or not requirement.is_asked_at(gate, participation):
        return None
    if gate not in applicable_gates(participation):
        return None
    reader = Reader(standing, person)
    page = FindingPage(standing, requirement, gate, subject, None, sees_service=reader.sight.sees_service)
    finding = _finding(standing, gate, requirement, subject)
    return page if finding is None else _opened(page, finding, reader)


def subject_of(service: SmartDataService, scope_id: UUID | None) -> Subject:
    """The route or QAD section of the SDS with that id, if it has one."""
    if scope_id is None:
        return None
    route = next((route for route in service.routes.all() if route.pk == scope_id), None)
    return route or service.qad_sections.filter(pk=scope_id).first()


def _fits(requirement: Requirement, subject: Subject) -> bool:
    if isinstance(subject, CollectionRoute):
        return requirement.scope is Scope.ROUTE and requirement.route_kind in (None, subject.kind)
    return requirement.scope is (Scope.SERVICE if subject is None else Scope.SECTION)


def _finding(standing: Standing, gate: Gate, requirement: Requirement, subject: Subject) -> Finding | None:
    asked = standing.evaluation.gates[gate].findings if standing.evaluation else ()
    scope = subject.local_id if subject else None
    return next((one for one in asked if one.requirement.id == requirement.id and one.scope == scope), None)


def _opened(page: FindingPage, finding: Finding, reader: Reader) -> FindingPage:
    sight, facts = reader.sight, finding.case.facts.facts
    keeps_back = sight.keeps_back(finding)
    paper = finding.requirement.paper
    return replace(
        page,
        found=reader.read(finding),
        opened=() if keeps_back else tuple(_steps(finding, reader)),
        passed_over=() if keeps_back else tuple(_passed_over(finding, reader)),
        is_kept_back=keeps_back,
        at_gates=tuple(_at_gates(page, finding, reader)),
        elsewhere=tuple(_elsewhere(finding, reader)),
        effects=_effects(page.standing, finding) if sight.sees_service else (),
        due_on=gate_date(facts, finding.gate) if sight.sees_service else None,
        lead_time=facts.programme.lead_times.get(paper, 0) if paper else 0,
    )


def _steps(finding: Finding, reader: Reader) -> Iterator[OpenedStep]:
    facts = {item.id: item for item in finding.case.facts.facts.evidence}
    for step in (whether_it_applies(finding), *steps(finding), whether_it_is_waived(finding)):
        parts = (
            OpenedPart(
                part.examined,
                _looked_at(facts[part.item], reader) if part.item else None,
                part.status,
            )
            for part in step.parts
        )
        yield OpenedStep(step.asks, tuple(parts), step.so_far)


def _passed_over(finding: Finding, reader: Reader) -> Iterator[LookedAt]:
    for left in passed_over(finding):
        yield replace(_looked_at(left.item, reader), why=left.why)


def _looked_at(fact: Evidence, reader: Reader) -> LookedAt:
    use, sight = reader.uses[fact.id], reader.sight
    return LookedAt(use, tuple(_events(fact, reader.standing.as_of, sight)), sight.sees(use.item))


def _events(fact: Evidence, day: date, sight: Sight) -> Iterator[str]:
    """What happened to a paper by the day; where it is filed is told to those who see the SDS."""
    yield f"{'recorded' if fact.kind.is_a_check else 'handed in'} on {in_full(fact.submitted_on)}"
    for decision in fact.decisions:
        if decision.on <= day:
            until = f" until {in_full(decision.until)}" if decision.until else ""
            yield f"{decision.outcome.label.lower()} on {in_full(decision.on)}{until}"
    if fact.expires_on:
        yield f"valid until {in_full(fact.expires_on)}"
    for filing in fact.filings if sight.sees_service else ():
        if counts_on(day, since=filing.on, withdrawn_on=filing.withdrawn_on):
            yield f"filed in the {filing.place.label} on {in_full(filing.on)}"


def _at_gates(page: FindingPage, finding: Finding, reader: Reader) -> Iterator[AtAGate]:
    evaluation = page.standing.evaluation
    for gate in applicable_gates(Participation(page.standing.service.participation)):
        asked = evaluation.gates[gate].findings if evaluation else ()
        same = next((one for one in asked if is_the_same(one, finding)), None)
        yield AtAGate(gate, same, reader.address_of(same) if same and gate is not page.gate else "")


def _elsewhere(finding: Finding, reader: Reader) -> Iterator[Elsewhere]:
    """Of others only what the person sees: a collector its own routes."""
    evaluation = reader.standing.evaluation
    for one in evaluation.gates[finding.gate].findings if evaluation else ():
        if one.requirement.id == finding.requirement.id and one.scope != finding.scope and reader.sees(one):
            yield Elsewhere(reader.name_of_scope(one), one, reader.address_of(one))


def _effects(standing: Standing, finding: Finding) -> tuple[GateEffect, ...]:
    return if_met(standing.evaluation, finding) if standing.evaluation else ()

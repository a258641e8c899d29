"""The rulebook: the deck's assumptions and risks with what hangs on them, and whom each requirement stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assumptions import REQUIREMENTS, Requirement
from assumptions.deliverables import (
    CONSIDERED_BY,
    TOUCHED,
    Contact,
    Deliverable,
    WorkingGroup,
    contacts_of,
    deliverables_of,
    groups_of,
    interpretations_of,
    leaves_the_interface_free,
)
from assumptions.handbook import actor
from assumptions.risks import WATCHED
from assumptions.sources import DECK, INTERPRETATIONS, SOURCES, Source
from assumptions.vocabulary import ALL_GATES, Gate, Risk
from evidence.queries import services_shown_to
from parties.models import Person, SmartDataService
from readiness.effects import gates_in_words
from readiness.standing import standings


@dataclass(frozen=True, slots=True)
class Stopped:
    """An SDS that a requirement stops, and at which gates that it has not passed."""

    service: SmartDataService
    gates: tuple[Gate, ...]

    @property
    def at(self) -> str:
        return gates_in_words(self.gates)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A requirement as a page shows it. ``stopped`` holds only SDSs that the reader may see.

    Templates read from here what they show, since they would call a requirement, which is a decorator too.
    """

    requirement: Requirement
    stopped: tuple[Stopped, ...] = ()

    @property
    def id(self) -> str:
        return self.requirement.id

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def text(self) -> str:
        return self.requirement.text

    @property
    def next_step(self) -> str:
        return self.requirement.next_step

    @property
    def waivable(self) -> bool:
        return self.requirement.waivable

    @property
    def applies_to(self) -> str:
        return self.requirement.applies_to

    @property
    def sources(self) -> tuple[str, ...]:
        return self.requirement.sources

    @property
    def blocks(self) -> str:
        return _gates(self.requirement.blocks)

    @property
    def advises(self) -> str:
        return _gates(self.requirement.advises)

    @property
    def who(self) -> str:
        return actor(self.requirement.owner)

    @property
    def cited(self) -> list[Source]:
        return [SOURCES[source] for source in self.requirement.sources]


@dataclass(frozen=True, slots=True)
class Touched:
    """A deliverable, with the group that considers it."""

    deliverable: Deliverable
    group: WorkingGroup | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    source: Source
    rules: tuple[RuleRow, ...]
    interpretations: tuple[Source, ...]
    reads: tuple[Source, ...]
    touched: tuple[Touched, ...]
    groups: tuple[WorkingGroup, ...]
    contacts: tuple[Contact, ...]
    is_free: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    deck: Source
    assumptions: tuple[Source, ...]
    risks: tuple[Source, ...]
    interpretations: tuple[Source, ...]
    rules: tuple[RuleRow, ...]


Stops = Mapping[str, tuple[Stopped, ...]]


def rulebook(stops: Stops) -> Rulebook:
    return Rulebook(
        deck=DECK[0],
        assumptions=tuple(source for source in DECK[1:] if not source.is_risk),
        risks=tuple(source for source in DECK if source.is_risk),
        interpretations=INTERPRETATIONS,
        rules=rows(REQUIREMENTS.values(), stops),
    )


def source_page(source: Source, stops: Stops) -> SourcePage:
    return SourcePage(
        source=source,
        rules=rows(requirements_of(source), stops),
        interpretations=interpretations_of(source),
        reads=tuple(SOURCES[each] for each in source.reads),
        touched=tuple(Touched(each, CONSIDERED_BY.get(each)) for each in deliverables_of(source)),
        groups=groups_of(source),
        contacts=contacts_of(source),
        is_free=leaves_the_interface_free(source),
    )


def requirements_of(source: Source) -> list[Requirement]:
    """The requirements that rest on it; for a risk those that it watches too."""
    watched = {asked for asked, _ in WATCHED[Risk(source.id)]} if source.is_risk else set()
    return [each for each in REQUIREMENTS.values() if source.id in each.sources or each.id in watched]


def touching(requirement: Requirement) -> list[Source]:
    """The interpretations beside those that the requirement names itself: of what of the deck it rests on."""
    read = {source for source in requirement.sources if source in TOUCHED}
    return [each for each in INTERPRETATIONS if each.id in requirement.sources or read & {*each.reads}]


def rows(requirements: Iterable[Requirement], stops: Stops) -> tuple[RuleRow, ...]:
    return tuple(RuleRow(each, stops.get(each.id, ())) for each in requirements)


def stopped_today(person: Person, day: date) -> Stops:
    """For each requirement the SDSs that it stops at gates not passed, of those that the person may see."""
    found: dict[str, dict[SmartDataService, list[Gate]]] = {}
    for standing in standings(services_shown_to(person).order_by("name"), as_of=day):
        if standing.evaluation is None:
            continue
        for gate, result in standing.evaluation.gates.items():
            for finding in result.open if result.passed_on is None else ():
                gates = found.setdefault(finding.requirement.id, {}).setdefault(standing.service, [])
                gates.append(gate)
    return {
        requirement: tuple(Stopped(service, tuple(dict.fromkeys(gates))) for service, gates in where.items())
        for requirement, where in found.items()
    }


def _gates(gates: tuple[Gate, ...]) -> str:
    return "every gate" if gates == ALL_GATES else gates_in_words(gates)

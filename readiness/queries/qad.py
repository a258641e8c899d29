"""The QAD of an SDS: its sections as they stand on a day, what is filed in each, and the signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from assumptions import Finding
from assumptions.sentences import listed
from assumptions.vocabulary import FilingPlace, Gate, ItemState, RouteKind, SectionStatus, Status
from evidence.actions.qad import can_follow
from evidence.models import EvidenceItem, Filing, QadSection, SectionEntry, SignOff
from parties.models import Person, SmartDataService
from parties.permissions import may
from readiness.effects import Effect, effect_of
from readiness.next_steps import Actor, actor
from readiness.queries.at_gates import due
from readiness.queries.sight import Sight, sight_of
from readiness.standing import Standing
from readiness.what_if import with_section_entry, with_signature

SIGNED = "QAD.SIGNED"
AGREED = "QAD.SECTION"
NOT_STARTED = "Not started"
WRITES = (SectionStatus.DRAFTING, SectionStatus.SUBMITTED)
ANSWERS = (SectionStatus.QUERIED, SectionStatus.AGREED)


@dataclass(frozen=True, slots=True)
class Filed:
    local_id: str
    item: EvidenceItem
    state: ItemState
    on: date


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section on a day; without ``finding`` the SDS could not be evaluated."""

    section: QadSection
    finding: Finding | None
    entries: tuple[SectionEntry, ...]
    filed: tuple[Filed, ...]
    moves: tuple[SectionStatus, ...]

    @property
    def last(self) -> SectionEntry | None:
        return self.entries[0] if self.entries else None

    @property
    def status(self) -> str:
        return self.last.get_status_display() if self.last else NOT_STARTED

    @property
    def asked_of(self) -> str:
        kinds = [RouteKind(kind).label for kind in self.section.route_kinds]
        return f"{listed(kinds)} routes" if kinds else "all routes"

    @property
    def acts(self) -> Actor | None:
        """Who acts next; None where nobody has to."""
        return actor(self.finding) if self.finding and self.is_in_the_way else None

    @property
    def is_in_the_way(self) -> bool:
        """Whether it is to be answered and is not agreed, so that a signature would not do."""
        return self.finding is not None and not self.finding.is_settled


@dataclass(frozen=True, slots=True)
class QadPage:
    standing: Standing
    rows: tuple[SectionRow, ...]
    whole: tuple[Filed, ...]
    signed: Finding | None
    sign_offs: tuple[SignOff, ...]

    @property
    def due_on(self) -> date | None:
        """When Qualification is due, for which all of this is asked."""
        return due(self.standing.document, Gate.QUALIFICATION)

    @property
    def in_the_way(self) -> list[SectionRow]:
        return [row for row in self.rows if row.is_in_the_way]

    @property
    def asked(self) -> list[SectionRow]:
        """The sections that are to be answered."""
        return [row for row in self.rows if not row.finding or row.finding.status is not Status.NOT_REQUIRED]

    @property
    def agreed(self) -> list[SectionRow]:
        return [row for row in self.rows if row.finding and row.finding.status is Status.MET]

    @property
    def what_signing_does(self) -> Effect | None:
        return effect_of(self.standing, with_signature)


def qad_page(standing: Standing, person: Person) -> QadPage:
    found = qad_findings(standing)
    service, day = standing.service, standing.as_of
    prefetch_related_objects([service], "qad_sections__history__entered_by", "qad_sign_offs")
    sight = sight_of(person, service)
    filings = list(_filings(service, day, sight))
    rows = tuple(
        section_row(section, found.get((AGREED, section.local_id)), person, day, filings)
        for section in service.qad_sections.all()
    )
    sign_offs = tuple(reversed([each for each in service.qad_sign_offs.all() if each.on <= day]))
    whole = tuple(filed for section, filed in filings if section is None)
    return QadPage(standing, rows, whole, found.get((SIGNED, None)), sign_offs)


def section_row(
    section: QadSection,
    finding: Finding | None,
    person: Person,
    day: date,
    filings: Iterable[tuple[Any, Filed]] = (),
) -> SectionRow:
    entries = tuple(reversed([entry for entry in section.history.all() if entry.on <= day]))
    last = SectionStatus(entries[0].status) if entries else None
    moves = (status for status in moves_of(person, section.service) if can_follow(status, last))
    filed = tuple(filed for place, filed in filings if place == section.pk)
    return SectionRow(section, finding, entries, filed, tuple(moves))


def moves_of(person: Person, service: SmartDataService) -> list[SectionStatus]:
    """What the table lets a person do to sections: the provider writes, a Code Body answers."""
    writes = WRITES if may(person, "evidence.write_section", service) else ()
    answers = ANSWERS if may(person, "evidence.answer_section", service) else ()
    return [*writes, *answers]


def qad_findings(standing: Standing) -> dict[tuple[str, str | None], Finding]:
    """What the rules find on the QAD at Qualification, by requirement and section."""
    if standing.evaluation is None:
        return {}
    findings = standing.evaluation.gates[Gate.QUALIFICATION].findings
    return {(each.requirement.id, each.scope): each for each in findings if each.requirement.id[:4] == "QAD."}


def what_a_move_does(standing: Standing, section: QadSection, status: SectionStatus) -> Effect | None:
    return effect_of(standing, lambda document: with_section_entry(document, section.local_id, status))


def _filings(service: SmartDataService, day: date, sight: Sight) -> Iterator[tuple[Any, Filed]]:
    """What is filed in the QAD on the day and may be seen, each with the key of its section."""
    rows = Filing.objects.filter(use__service=service, place=FilingPlace.QAD)
    rows = rows.select_related("use__item__about").prefetch_related("use__item__decisions")
    for filing in rows.order_by("use__position", "position"):
        item = filing.use.item
        if filing.is_there_on(day) and sight.sees(item):
            yield filing.section_id, Filed(filing.use.local_id, item, item.state_on(day), filing.on)

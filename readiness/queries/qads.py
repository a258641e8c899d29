"""All QADs: how many sections of each are agreed, what waits for whom, and for how long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from assumptions import Finding
from assumptions.vocabulary import Gate, Status, Term
from evidence.models import QadSection, SectionEntry
from parties.models import Person, SmartDataService
from parties.permissions import may
from parties.working_days import working_days_between
from readiness.queries.at_gates import due
from readiness.queries.qad import AGREED, SIGNED, qad_findings
from readiness.standing import Standing, standings


class WaitsFor(Term):
    """For whom the next step of a QAD waits."""

    CODE_BODY = "code_body", "Code Body"
    PROVIDER = "provider", "Provider"
    DIRECTOR = "director", "Director's signature"
    NOBODY = "nobody", "Nobody"

    @property
    def acts(self) -> str:
        """Who acts, as a sentence of its own."""
        return "A director signs." if self is WaitsFor.DIRECTOR else f"{self.label} acts."


@dataclass(frozen=True, slots=True)
class WaitingSection:
    """A section at its last entry: submitted, for a Code Body; queried, for its provider."""

    section: QadSection
    entry: SectionEntry
    age: int

    @property
    def service(self) -> SmartDataService:
        return self.section.service


@dataclass(frozen=True, slots=True)
class QadRow:
    """An SDS's QAD in numbers; ``since`` is the day from which the oldest submitted section waits, ``due_on``
    that of Qualification.
    """

    service: SmartDataService
    numbers: Counter[Status]
    signed: Finding | None
    since: date | None
    age: int
    standing: Standing

    @property
    def due_on(self) -> date | None:
        """When Qualification is due, for which all of this is asked."""
        return due(self.standing.document, Gate.QUALIFICATION)

    @property
    def asked(self) -> int:
        return sum(self.numbers.values()) - self.numbers[Status.NOT_REQUIRED]

    @property
    def agreed(self) -> int:
        return self.numbers[Status.MET]

    @property
    def waived(self) -> int:
        return self.numbers[Status.WAIVED]

    @property
    def submitted(self) -> int:
        return self.numbers[Status.IN_REVIEW]

    @property
    def queried(self) -> int:
        return self.numbers[Status.QUERIED]

    @property
    def to_write(self) -> int:
        return self.numbers[Status.OUTSTANDING]

    @property
    def waits_for(self) -> WaitsFor:
        if self.submitted:
            return WaitsFor.CODE_BODY
        if self.queried or self.to_write or not self.asked:
            return WaitsFor.PROVIDER
        is_signed = self.signed is not None and self.signed.status is Status.MET
        return WaitsFor.NOBODY if is_signed else WaitsFor.DIRECTOR


def qad_rows(services: Iterable[SmartDataService], day: date) -> list[QadRow]:
    """One row for each SDS: those that wait longest for a Code Body first."""
    wanted = list(services)
    prefetch_related_objects(wanted, "qad_sections__history")
    rows = [_row(standing) for standing in standings(wanted, as_of=day)]
    return sorted(rows, key=lambda row: (row.since or date.max, row.service.name))


def _row(standing: Standing) -> QadRow:
    found = qad_findings(standing)
    numbers = Counter(finding.status for (asked, _), finding in found.items() if asked == AGREED)
    submitted = _found(standing, Status.IN_REVIEW)
    since = min((one.entry.on for one in submitted), default=None)
    age = max((one.age for one in submitted), default=0)
    return QadRow(standing.service, numbers, found.get((SIGNED, None)), since, age, standing)


def sections_waiting(whole: Iterable[Standing], person: Person) -> list[WaitingSection]:
    """What waits, oldest first: submitted sections for a Code Body, queried ones for everybody else.

    The rules say which those are: a section that is of no concern, or under a waiver, waits for nobody.
    """
    status = Status.IN_REVIEW if may(person, "evidence.answer_section") else Status.QUERIED
    there = [standing for standing in whole if _scopes(standing, status)]
    prefetch_related_objects([standing.service for standing in there], "qad_sections__history")
    found = [one for standing in there for one in _found(standing, status)]
    return sorted(found, key=lambda one: (one.entry.on, one.service.name, one.section.position))


def _found(standing: Standing, status: Status) -> list[WaitingSection]:
    scopes, day = _scopes(standing, status), standing.as_of
    if not scopes:
        return []
    return [
        WaitingSection(section, entry, working_days_between(entry.on, day))
        for section in standing.service.qad_sections.all()
        if section.local_id in scopes and (entry := last_entry(section, day))
    ]


def _scopes(standing: Standing, status: Status) -> set[str | None]:
    """The sections on which the rules find it."""
    return {
        scope
        for (asked, scope), finding in qad_findings(standing).items()
        if asked == AGREED and finding.status is status
    }


def last_entry(section: QadSection, day: date) -> SectionEntry | None:
    """The entry that stands on the day, from rows that were fetched with the section."""
    return next((entry for entry in reversed(section.history.all()) if entry.on <= day), None)

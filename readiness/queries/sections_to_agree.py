"""QAD sections that wait for a Code Body, the one handed in first on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from assumptions.vocabulary import Gate, Scope, Status
from evidence.models import QadSection, SectionEntry
from parties.models import SmartDataService
from parties.working_days import working_days_between
from readiness.queries.portfolio import Row


@dataclass(frozen=True, slots=True)
class ToAgree:
    service: SmartDataService
    section: QadSection
    since: date
    age: int


def sections_to_agree(rows: Iterable[Row], day: date) -> list[ToAgree]:
    """Those that the rules find in review today; a section of no concern or under a waiver is none."""
    services: dict[UUID, SmartDataService] = {}
    waiting: set[tuple[UUID, str | None]] = set()
    for row in rows:
        for scope in _in_review(row):
            services[row.service.pk] = row.service
            waiting.add((row.service.pk, scope))
    entered = SectionEntry.objects.filter(section=OuterRef("pk"), on__lte=day).order_by("-on", "-position")
    sections = QadSection.objects.filter(service__in=services).annotate(
        since=Subquery(entered.values("on")[:1])
    )
    found = [
        ToAgree(
            services[section.service_id], section, section.since, working_days_between(section.since, day)
        )
        for section in sections
        if (section.service_id, section.local_id) in waiting
    ]
    return sorted(found, key=lambda each: (each.since, each.service.name, each.section.position))


def _in_review(row: Row) -> list[str | None]:
    if row.standing.evaluation is None:
        return []
    return [
        finding.scope
        for finding in row.standing.evaluation.gates[Gate.QUALIFICATION].open
        if finding.requirement.scope is Scope.SECTION and finding.status is Status.IN_REVIEW
    ]

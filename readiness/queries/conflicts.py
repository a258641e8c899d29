"""Where the records of different parties contradict each other: shown to the programme, never refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.models import EvidenceItem


@dataclass(frozen=True, slots=True)
class IdentifierConflict:
    """One four-digit MDR identifier (A201) in force for several organisations, with the items that say so."""

    identifier: str
    items: tuple[EvidenceItem, ...]


def identifier_conflicts(day: date) -> list[IdentifierConflict]:
    """The four-digit identifiers that accepted items give to different organisations on a day (London)."""
    items = (
        EvidenceItem.objects.filter(kind=EvidenceKind.MDR_DIP_ID)
        .select_related("about")
        .prefetch_related("decisions")
        .order_by("about__name", "submitted_on", "id")
    )
    in_force: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        identifier = str(item.details.get("four_digit_id") or "").strip()
        if identifier and item.state_on(day) is ItemState.ACCEPTED:
            in_force[identifier].append(item)
    conflicts = [
        IdentifierConflict(identifier, tuple(found))
        for identifier, found in sorted(in_force.items())
        if len({item.about_id for item in found}) > 1
    ]
    told = (item for conflict in conflicts for item in conflict.items)
    prefetch_related_objects([item for item in told if item.number is None], "uses")
    return conflicts

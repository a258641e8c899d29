"""Where the records of different parties contradict each other: shown to the programme, never refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.models import Decision, EvidenceItem


@dataclass(frozen=True, slots=True)
class IdentifierConflict:
    """One four-digit MDR identifier (A201) in force for several organisations, with the items that say so."""

    identifier: str
    items: tuple[EvidenceItem, ...]


def with_namesakes(items: QuerySet[EvidenceItem]) -> QuerySet[EvidenceItem]:
    """Items with whether one of another organisation gives the same identifier, whatever was decided."""
    of_kind = EvidenceItem.objects.filter(kind=EvidenceKind.MDR_DIP_ID)
    same = of_kind.filter(details__four_digit_id=OuterRef("details__four_digit_id"))
    return items.annotate(has_namesake=Exists(same.exclude(about=OuterRef("about"))))


def identifier_conflict(item: EvidenceItem, day: date) -> IdentifierConflict | None:
    """That in which an item is that came ``with_namesakes``; asks nothing where it has none."""
    identifier = str(item.details.get("four_digit_id") or "").strip()
    if not getattr(item, "has_namesake", False) or not identifier:
        return None
    if item.kind != EvidenceKind.MDR_DIP_ID or item.state_on(day) is not ItemState.ACCEPTED:
        return None
    others = _in_force_elsewhere(item, identifier, day)
    items = sorted([item, *others], key=lambda each: (each.about.name, each.submitted_on, each.pk))
    return IdentifierConflict(identifier, tuple(items)) if others else None


def _in_force_elsewhere(item: EvidenceItem, identifier: str, day: date) -> list[EvidenceItem]:
    """The items of other organisations that give the same identifier."""
    decisions = Decision.objects.filter(
        item__kind=EvidenceKind.MDR_DIP_ID, item__details__four_digit_id=identifier
    )
    found: dict[EvidenceItem, list[Decision]] = defaultdict(list)
    for decision in decisions.exclude(item__about=item.about_id).select_related("item__about"):
        found[decision.item].append(decision)
    return [other for other, its in found.items() if other.state_on(day, its) is ItemState.ACCEPTED]


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

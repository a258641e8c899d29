"""What waits for a reviewer, as home tells of it: oldest first, with its age in working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from evidence.models import EvidenceItem
from evidence.queries import items_to_decide
from parties.models import Person
from parties.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class ToReview:
    item: EvidenceItem
    age: int
    yours: bool


@dataclass(frozen=True, slots=True)
class Review:
    """All that waits is counted; ``shown`` are the oldest of it."""

    number: int
    shown: tuple[ToReview, ...]

    @property
    def oldest(self) -> int:
        return self.shown[0].age if self.shown else 0


def to_review(person: Person, day: date, *, at_most: int) -> Review:
    items = list(items_to_decide(day).select_related("about"))
    return Review(len(items), tuple(_to_review(item, person, day) for item in _named(items[:at_most])))


def _to_review(item: EvidenceItem, person: Person, day: date) -> ToReview:
    age = working_days_between(item.submitted_on, day)
    return ToReview(item, age, item.handed_in_by_id == person.pk)


def _named(items: Sequence[EvidenceItem]) -> Sequence[EvidenceItem]:
    """With what those items are called by that have no number."""
    prefetch_related_objects([item for item in items if item.number is None], "uses")
    return items

"""Items about a member's organisation that others' SDSs rest on: it sees them, though not those SDSs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assumptions.vocabulary import ItemState
from evidence.models import EvidenceItem
from evidence.queries import items_used_elsewhere
from parties.models import Person


@dataclass(frozen=True, slots=True)
class Elsewhere:
    item: EvidenceItem
    state: ItemState


def items_elsewhere(person: Person, day: date) -> list[Elsewhere]:
    """Those that are there on the day, the newest first."""
    rows = [Elsewhere(item, item.state_on(day)) for item in items_used_elsewhere(person)]
    there = [row for row in rows if row.state is not ItemState.ABSENT]
    return sorted(there, key=lambda row: row.item.submitted_on, reverse=True)

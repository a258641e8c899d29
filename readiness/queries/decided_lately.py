"""What was decided lately on the papers that a party handed in or that are about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from assumptions.vocabulary import DecisionOutcome, ItemState
from evidence.models import Decision, EvidenceItem
from parties.models import Person
from parties.working_days import add_working_days

LATELY = 20  # working days

STATES = {
    DecisionOutcome.ACCEPTED: ItemState.ACCEPTED,
    DecisionOutcome.QUERIED: ItemState.QUERIED,
    DecisionOutcome.REJECTED: ItemState.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Decided:
    item: EvidenceItem
    decision: Decision

    @property
    def state(self) -> ItemState:
        return STATES[DecisionOutcome(self.decision.outcome)]


def decided_lately(person: Person, day: date, *, at_most: int) -> list[Decided]:
    """Those of the last twenty working days, the newest first; what was withdrawn since is left out."""
    if person.organisation_id is None:
        return []
    theirs = Q(item__about=person.organisation_id) | Q(item__handed_in_for=person.organisation_id)
    there = Q(item__withdrawn_on__isnull=True) | Q(item__withdrawn_on__gt=day)
    decisions = (
        Decision.objects.filter(theirs, there, on__lte=day, on__gt=add_working_days(day, -LATELY))
        .select_related("item__about")
        .prefetch_related("item__uses")
        .order_by("-on", "-position", "item")
    )
    return [Decided(decision.item, decision) for decision in decisions[:at_most]]

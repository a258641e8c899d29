"""The review queue: what waits for a decision, why it matters, and what accepting it would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assumptions.vocabulary import DecisionOutcome
from evidence.models import EvidenceItem
from evidence.queries import items_to_decide
from parties.models import Person
from parties.working_days import working_days_between
from readiness.effects import Effect, effect_of, gates_in_words
from readiness.queries.item import Told, UseRow, items_for, use_rows
from readiness.what_if import with_decision


@dataclass(frozen=True, slots=True)
class Waiting:
    """One item in the queue; ``accepting`` holds an effect for each of its SDSs."""

    item: EvidenceItem
    age: int
    uses: tuple[UseRow, ...]
    asked_by: tuple[Told, ...]
    accepting: tuple[Effect, ...]
    yours: bool

    @property
    def gates(self) -> str:
        return gates_in_words(gate for told in self.asked_by for gate in told.blocks)

    @property
    def advised(self) -> str:
        return gates_in_words(gate for told in self.asked_by for gate in told.advises)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told.finding.requirement.sources[0] for told in self.asked_by))

    def is_asked_by(self, gate: str) -> bool:
        """Whether the gate asks for the item, as what it blocks on or as advice."""
        return any(gate in (*told.blocks, *told.advises) for told in self.asked_by)

    @property
    def turns_a_gate(self) -> bool:
        return any(effect.turned for effect in self.accepting)


def waiting(items: Sequence[EvidenceItem], person: Person, day: date) -> list[Waiting]:
    """The rows of the queue for these items, in their order."""
    rows = use_rows(items, person, day)
    return [_waiting(item, rows[item], person, day) for item in items]


def _waiting(item: EvidenceItem, uses: Sequence[UseRow], person: Person, day: date) -> Waiting:
    return Waiting(
        item=item,
        age=working_days_between(item.submitted_on, day),
        uses=tuple(uses),
        asked_by=tuple(told for use in uses for told in use.told if not told.finding.is_settled),
        accepting=tuple(accepting(uses)),
        yours=item.handed_in_by_id == person.pk,
    )


def accepting(uses: Sequence[UseRow], until: date | None = None) -> list[Effect]:
    """What accepting an item today would do in each SDS in which it is used."""
    effects = [
        effect_of(
            use.standing,
            lambda document, use=use: with_decision(  # type: ignore[misc]
                document, use.use.local_id, DecisionOutcome.ACCEPTED, until=until
            ),
        )
        for use in uses
    ]
    return [effect for effect in effects if effect is not None]


def queue_for(person: Person, day: date) -> list[EvidenceItem]:
    """The items that wait on a day, oldest first."""
    return list(items_for(person).filter(pk__in=items_to_decide(day).values("pk")))


def before_in_queue(item: EvidenceItem, day: date) -> int:
    """How many items a reviewer meets before this one."""
    ids = list(items_to_decide(day).values_list("pk", flat=True))
    return ids.index(item.pk) if item.pk in ids else 0


def next_in_queue(item: EvidenceItem, day: date) -> EvidenceItem | None:
    """The item after this one, which may have left the queue; the oldest when it was the last."""
    waits = list(items_to_decide(day).exclude(pk=item.pk))
    place = (item.submitted_on, item.recorded_at, item.pk)
    later = [each for each in waits if (each.submitted_on, each.recorded_at, each.pk) > place]
    return next(iter(later or waits), None)

"""The review queue: what waits for a decision, why it matters, and what accepting it would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from assumptions.vocabulary import DecisionOutcome
from evidence.models import EvidenceItem
from evidence.queries import items_to_decide
from parties.models import Person
from parties.working_days import working_days_between
from readiness.effects import Effect, effect_of, gates_in_words
from readiness.facts import Document
from readiness.queries.item import Told, UseRow, items_for, use_rows
from readiness.queries.versions import Replacing, replacings
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

    @property
    def turns_a_gate(self) -> bool:
        return any(effect.turned for effect in self.accepting)


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to see of the queue, oldest first.

    ``uses`` are where the rules had to be asked for it, and where those stand that were named beside it.
    """

    items: list[EvidenceItem]
    uses: Mapping[EvidenceItem, Sequence[UseRow]]


def waiting(items: Sequence[EvidenceItem], choice: Choice, person: Person, day: date) -> list[Waiting]:
    """The rows of the queue for some of those that were chosen, in their order."""
    shown = set(items)
    uses = choice.uses or use_rows(_whole(items, person), person, day)
    older = replacings(item for item in uses if item in shown)
    return [
        _waiting(item, rows, person, day, older.get(item.pk)) for item, rows in uses.items() if item in shown
    ]


def _waiting(
    item: EvidenceItem, uses: Sequence[UseRow], person: Person, day: date, older: Replacing | None
) -> Waiting:
    return Waiting(
        item=item,
        age=working_days_between(item.submitted_on, day),
        uses=tuple(uses),
        asked_by=_asked_by(uses),
        accepting=tuple(accepting(uses, older)),
        yours=item.handed_in_by_id == person.pk,
    )


def _asked_by(uses: Iterable[UseRow]) -> tuple[Told, ...]:
    return tuple(told for use in uses for told in use.told if not told.finding.is_settled)


def accepting(uses: Sequence[UseRow], older: Replacing | None = None) -> list[Effect]:
    """What accepting an item today would do in each SDS in which it is used, and what it replaces with it."""
    effects = (effect_of(use.standing, partial(_accepted, use, older)) for use in uses)
    return [effect for effect in effects if effect is not None]


def _accepted(use: UseRow, older: Replacing | None, document: Document) -> Document:
    own_id = use.use.local_id
    if older and (older_id := older.older_id_in(use.standing.service)):
        document = older.change(document, own_id, older_id)
    return with_decision(document, own_id, DecisionOutcome.ACCEPTED)


def queue(day: date) -> list[EvidenceItem]:
    """The items that wait on a day, oldest first."""
    return list(items_to_decide(day).select_related("about"))


def choose(
    items: Iterable[EvidenceItem],
    asked: Mapping[str, str],
    person: Person,
    day: date,
    beside: Iterable[EvidenceItem] = (),
) -> Choice:
    """Those of the kind, of the party and asked for by the gate, where such are named."""
    found = [
        item
        for item in items
        if asked.get("kind", item.kind) == item.kind
        and asked.get("party", str(item.about_id)) == str(item.about_id)
    ]
    if not (gate := asked.get("gate")):
        return Choice(found, use_rows(beside, person, day))
    uses = use_rows([*beside, *_whole(found, person)], person, day)
    return Choice([item for item in found if _is_asked_by(gate, uses[item])], uses)


def _is_asked_by(gate: str, uses: Iterable[UseRow]) -> bool:
    """As what it blocks on or as advice."""
    return any(gate in (*told.blocks, *told.advises) for told in _asked_by(uses))


def _whole(items: Iterable[EvidenceItem], person: Person) -> list[EvidenceItem]:
    """The items with all that a row of the queue tells of them."""
    return list(items_for(person).filter(pk__in=[item.pk for item in items]))


def before_in_queue(item: EvidenceItem, day: date) -> int:
    """How many items a reviewer meets before this one."""
    ids = list(items_to_decide(day).values_list("pk", flat=True))
    return ids.index(item.pk) if item.pk in ids else 0

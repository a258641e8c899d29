"""What to do next, by who acts: each open finding once, with the gates that it holds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assumptions.sentences import in_full
from assumptions.vocabulary import Gate
from packs.stood import Found, Stood
from readiness.effects import gates_in_words
from readiness.next_steps import Actor, NextStep


@dataclass(frozen=True, slots=True)
class Row:
    """``title`` is the requirement's; ``gates`` names those held up, and when the first is due."""

    step: NextStep
    title: str
    scope: str
    gates: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for one who acts, by name."""

    name: str
    rows: list[Row]


def desks(stood: Stood) -> list[Desk]:
    """Those who have to act, the provider first; what is wanted for the earliest gate comes first."""
    rows: dict[Actor, list[Row]] = {actor: [] for actor in Actor}
    for step, asked in _open_once(stood):
        rows[step.who].append(_row(stood, step, asked))
    provider = stood.facts.service.provider
    return [Desk(actor.named(provider), waiting) for actor, waiting in rows.items() if waiting]


def _open_once(stood: Stood) -> Iterable[tuple[NextStep, list[Found]]]:
    """The open findings of gates not passed, those of one requirement and scope together, by gate."""
    together: dict[tuple[str, str | None, NextStep], list[Found]] = {}
    for gate in stood.gates:
        if stood.day_at(gate, "passed_on"):
            continue
        for found in stood.found(gate):
            if found.is_open and found.step:
                together.setdefault((found.requirement, found.scope, found.step), []).append(found)
    return ((step, asked) for (_, _, step), asked in together.items())


def _row(stood: Stood, step: NextStep, asked: list[Found]) -> Row:
    first = asked[0]
    return Row(
        step=step,
        title=first.title,
        scope="" if first.scope is None else stood.scope_name(first.scope),
        gates=_held_up(stood, [found.gate for found in asked]),
    )


def _held_up(stood: Stood, gates: list[Gate]) -> str:
    named, due = gates_in_words(gates), stood.due(gates[0])
    if due is None:
        return named
    return f"{named}, {'due' if len(gates) == 1 else 'first due'} {in_full(due)}"

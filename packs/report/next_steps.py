"""What to do next, by who acts: each open finding once, with the gates that it holds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assumptions.sentences import in_full
from assumptions.vocabulary import Gate, Status
from packs.stood import CODE_BODY, ELEXON, REVIEWER, Found, Stood

SECTION_STEPS = {
    Status.OUTSTANDING: "Answer QAD section {} and submit it.",
    Status.QUERIED: "Answer the query on QAD section {}.",
    Status.IN_REVIEW: "Agree QAD section {}, or query it.",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """``title`` is the requirement's; ``gates`` names those held up, and when the first is due."""

    do: str
    in_short: str
    title: str
    scope: str
    gates: str


@dataclass(frozen=True, slots=True)
class Actor:
    name: str
    steps: list[NextStep]


def actors(stood: Stood) -> list[Actor]:
    """Those who have to act, the provider first; what is wanted for the earliest gate comes first."""
    steps: dict[str, list[NextStep]] = {}
    for asked in _open_once(stood):
        steps.setdefault(stood.who_acts(asked[0]), []).append(_step(stood, asked))
    order = [stood.facts.service.provider, REVIEWER, CODE_BODY, ELEXON]
    return [Actor(name, steps[name]) for name in dict.fromkeys(order) if name in steps]


def _open_once(stood: Stood) -> Iterable[list[Found]]:
    """The open findings of gates not passed, those of one requirement and scope together, by gate."""
    together: dict[tuple[str, str | None, str], list[Found]] = {}
    for gate in stood.gates:
        if stood.day_at(gate, "passed_on"):
            continue
        for found in stood.found(gate):
            if found.is_open:
                key = (found.requirement, found.scope, _do(stood, found))
                together.setdefault(key, []).append(found)
    return together.values()


def _step(stood: Stood, asked: list[Found]) -> NextStep:
    first = asked[0]
    return NextStep(
        do=_do(stood, first),
        in_short=_in_short(stood, first),
        title=first.title,
        scope="" if first.scope is None else stood.scope_name(first.scope),
        gates=_held_up(stood, [found.gate for found in asked]),
    )


def _in_short(stood: Stood, found: Found) -> str:
    """The step where its requirement does not stand beside it."""
    do = _do(stood, found)
    stands_alone = found.requirement == "QAD.SECTION" or found.status in (
        Status.OUTSTANDING,
        Status.IN_REVIEW,
    )
    return do if stands_alone else f"{found.title}: {do[:1].lower()}{do[1:]}"


def _do(stood: Stood, found: Found) -> str:
    if found.requirement == "QAD.SECTION":
        return SECTION_STEPS[found.status].format(found.scope)
    if found.status is Status.OUTSTANDING:
        return f"{found.next_step}."
    if found.status is not Status.IN_REVIEW:
        return found.to_do or f"{found.next_step}."
    return f"Decide {', '.join(f'{item} ({stood.items[item].kind.label})' for item in found.evidence)}."


def _held_up(stood: Stood, gates: list[Gate]) -> str:
    named = gates[0].label if len(gates) == 1 else f"{gates[0].label} to {gates[-1].label}"
    due = stood.due(gates[0])
    return f"{named}, due {in_full(due)}" if due else named

"""The rules for people, from the rules themselves: ``docs/assumptions.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assumptions.deliverables import (
    FREE_INTERFACE,
    contacts_of,
    deliverables_of,
    groups_of,
    leaves_the_interface_free,
)
from assumptions.evaluation import RULES_VERSION, SOURCE
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.sources import DECK, INTERPRETATIONS, SOURCES, Source
from assumptions.vocabulary import ALL_GATES, Gate, Owner, Participation, Risk, applicable_gates

INTRODUCTION = f"""# The rules

Made from the rules by `make docs`; a check fails when it is out of date. Rules version {RULES_VERSION}, after
{SOURCE}. The paraphrases are ours; where the deck leaves something open, an interpretation (I1 to I17, at the
end) says how we read it.
"""


def handbook() -> str:
    """The whole document, as Markdown."""
    parts = [INTRODUCTION, "## Gates\n", *gates(), "\n## Requirements\n"]
    for requirement in REQUIREMENTS.values():
        parts.extend(about(requirement))
    parts += ["## The deck's assumptions and risks\n", *map(source_entry, DECK)]
    parts += ["## Interpretations\n", *map(source_entry, INTERPRETATIONS)]
    return "\n".join(parts).rstrip() + "\n"


def gates() -> Iterator[str]:
    """A table of the gates: who passes them, and how many requirements each asks."""
    yield "| gate | applies to | blocking | advising |\n|---|---|---|---|"
    for gate in Gate:
        asked = [kind.label for kind in Participation if gate in applicable_gates(kind)]
        blocks = sum(gate in requirement.blocks for requirement in REQUIREMENTS.values())
        advises = sum(gate in requirement.advises for requirement in REQUIREMENTS.values())
        yield f"| {gate.label} | {', '.join(asked)} | {blocks} | {advises} |"


def about(requirement: Requirement) -> Iterator[str]:
    """One requirement: its rule and all that its head declares."""
    yield f"### {requirement.id}: {requirement.title}\n"
    yield f"{' '.join(requirement.text.split())}\n"
    yield f"- Asked of: {requirement.applies_to}"
    yield f"- Blocks: {gate_names(requirement.blocks)}"
    yield f"- Advises: {gate_names(requirement.advises)}"
    yield f"- Can be waived: {'yes' if requirement.waivable else 'no'}"
    yield f"- Who acts: {actor(requirement.owner)}"
    yield f"- Next step: {requirement.next_step}"
    yield f"- Sources: {cited(requirement, interpretations=False)}"
    yield f"- Interpretations: {cited(requirement, interpretations=True)}\n"


def actor(owner: Owner) -> str:
    return "the provider" if owner is Owner.PROVIDER else owner.label


def gate_names(named: Sequence[Gate]) -> str:
    if not named:
        return "no gate"
    return "every gate" if tuple(named) == ALL_GATES else ", ".join(gate.label for gate in named)


def cited(requirement: Requirement, *, interpretations: bool) -> str:
    """The sources of one sort that a requirement rests on, with their titles."""
    sources = (SOURCES[source] for source in requirement.sources)
    return named(source for source in sources if source.is_interpretation is interpretations)


def named(sources: Iterable[Source]) -> str:
    return ", ".join(f"{source.id} ({source.title})" for source in sources) or "none"


def source_entry(source: Source) -> str:
    label = f" {Risk(source.id).label}." if source.is_risk else ""
    entry = f"**{source.id}, {source.title}.**{label} {source.text}\n"
    beyond = "".join(f"- {line}\n" for line in beyond_the_rules(source))
    return f"{entry}\n{beyond}" if beyond else entry


def beyond_the_rules(source: Source) -> Iterator[str]:
    """What it reads or touches, and whom to ask."""
    if source.reads:
        yield f"Reads: {', '.join(source.reads)}"
        return
    if leaves_the_interface_free(source):
        yield FREE_INTERFACE
    for name, found in (("Touches", deliverables_of(source)), ("Looked after by", groups_of(source))):
        if found:
            yield f"{name}: {', '.join(each.label for each in found)}"
    if contacts := contacts_of(source):
        yield f"Ask: {', '.join(f'{contact.name}, {contact.address}' for contact in contacts)}"

"""docs/assumptions.md is what the rules say of themselves."""

from assumptions.handbook import handbook
from assumptions.register import REQUIREMENTS
from assumptions.sources import INTERPRETATIONS, SOURCES

DECK = ["deck", "A094", *(f"A{number}" for number in range(197, 205)), "R548", "R549", "R550"]


def test_it_names_every_requirement_and_source() -> None:
    text = handbook()
    assert all(f"### {rule.id}: {rule.title}\n" in text for rule in REQUIREMENTS.values())
    assert all(source.text in text for source in SOURCES.values())


def test_sources_are_all_there() -> None:
    assert list(SOURCES) == [*DECK, *(f"I{number}" for number in range(1, 18))]
    assert [each.id for each in INTERPRETATIONS if each.is_interpretation] == [f"I{n}" for n in range(1, 18)]

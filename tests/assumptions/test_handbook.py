"""docs/assumptions.md is what the rules say of themselves."""

from pathlib import Path

import pytest

from assumptions.handbook import handbook, main
from assumptions.register import REQUIREMENTS
from assumptions.sources import INTERPRETATIONS, SOURCES

DOCS = Path(__file__).parents[2] / "docs" / "assumptions.md"
DECK = ["deck", "A094", *(f"A{number}" for number in range(197, 205)), "R548", "R549", "R550"]


def test_the_file_is_up_to_date() -> None:
    assert main(["--check", str(DOCS)]) == 0


def test_an_outdated_or_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "assumptions.md"
    assert main(["--check", str(written)]) == 1
    assert main(["--write", str(written)]) == 0
    assert main(["--check", str(written)]) == 0
    written.write_text(handbook().replace("SECAS", "Elexon"))
    assert main(["--check", str(written)]) == 1
    assert "is out of date; write it again with --write." in capsys.readouterr().err


def test_it_names_every_requirement_and_source() -> None:
    text = handbook()
    assert all(f"### {rule.id}: {rule.title}\n" in text for rule in REQUIREMENTS.values())
    assert all(source.text in text for source in SOURCES.values())


def test_sources_are_all_there() -> None:
    assert list(SOURCES) == [*DECK, *(f"I{number}" for number in range(1, 18))]
    assert [each.id for each in INTERPRETATIONS if each.is_interpretation] == [f"I{n}" for n in range(1, 18)]

"""The examples of the specification, as they are: each document gives the expected result."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assumptions import InvalidFacts, evaluate, parse_facts

EXAMPLES = Path(__file__).parent / "examples"
VALID = sorted(path for path in EXAMPLES.glob("*.json") if not path.name.endswith(".expected.json"))
INVALID = sorted(path for path in (EXAMPLES / "invalid").glob("*.json") if ".paths." not in path.name)
ENUM_VALUE = re.compile(r"\b[a-z]+(_[a-z]+)+\b|\binsufficient\b|\boutstanding\b|\bplease\b", re.IGNORECASE)


def evaluated(path: Path) -> dict[str, Any]:
    return evaluate(parse_facts(path.read_bytes())).as_json()


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_result_is_the_expected_one(path: Path) -> None:
    found = evaluated(path)
    for gate in found["gates"].values():
        for finding in gate["findings"]:
            del finding["reason"]
    expected = path.with_suffix(".expected.json").read_text()
    assert json.dumps(found) == json.dumps(json.loads(expected))  # the order of keys too


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_reasons_are_sentences_in_plain_words(path: Path) -> None:
    for gate in evaluated(path)["gates"].values():
        for finding in gate["findings"]:
            reason = finding["reason"]
            assert reason[0].isupper()
            assert reason.endswith(".")
            assert "  " not in reason
            assert not ENUM_VALUE.search(reason), reason
            assert len(re.findall(r"\.( |$)", reason)) <= 2, reason


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_document_is_refused_at_the_paths(path: Path) -> None:
    with pytest.raises(InvalidFacts) as refused:
        parse_facts(path.read_bytes())
    paths = {problem.path for problem in refused.value.problems}
    assert paths == set(json.loads(path.with_suffix(".paths.json").read_text()))


def test_there_are_examples() -> None:
    assert len(VALID) > 20
    assert len(INVALID) > 5

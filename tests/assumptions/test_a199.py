"""A199: PIT on the whole role, and SIT complete in all five phases."""

from typing import Any

import pytest

from tests.assumptions.documents import PHASES, Document, document, finding, mdr_route, paper

GOOD = {"coverage": "whole_role", "design_baseline": "IR8"}
LATER = mdr_route("r2", declared_on="2024-05-02")
SAME_DAY = mdr_route("r2", declared_on="2024-05-01")
COVERAGE = [
    (GOOD, [mdr_route()], "met", ""),
    (
        {"coverage": "partial", "design_baseline": "IR8"},
        [mdr_route()],
        "insufficient",
        "cover the whole role",
    ),
    ({"design_baseline": "IR8"}, [mdr_route()], "insufficient", "does not cover the whole role"),
    (
        {"coverage": "whole_role", "design_baseline": "IR7"},
        [mdr_route()],
        "insufficient",
        "a design baseline",
    ),
    ({"coverage": "whole_role"}, [mdr_route()], "insufficient", "a design baseline"),
    (GOOD, [mdr_route(), SAME_DAY], "met", ""),
    (GOOD, [mdr_route(), LATER], "insufficient", "was handed in before a route was declared"),
    (GOOD, [mdr_route(), LATER | {"withdrawn_on": "2025-06-30"}], "met", ""),
    (GOOD, [mdr_route(), LATER | {"declared_on": "2025-07-02"}], "met", ""),
]


@pytest.mark.parametrize(("details", "routes", "status", "words"), COVERAGE)
def test_pit_covers_the_whole_role(details: Document, routes: list[Any], status: str, words: str) -> None:
    facts = document(paper("pit_completion", details=details), routes=routes)
    found = finding(facts, "A199.PIT_WHOLE_ROLE", "sit_cit", None)
    assert (found.status, found.evidence) == (status, ("e1",))
    assert words in found.reason


@pytest.mark.parametrize(("details", "routes", "status", "words"), COVERAGE)
def test_sit_covers_the_whole_role(details: Document, routes: list[Any], status: str, words: str) -> None:
    facts = document(paper("sit_completion", details=details | {"phases": PHASES}), routes=routes)
    found = finding(facts, "A199.SIT_COMPLETE", "qualification", None)
    assert (found.status, found.evidence) == (status, ("e1",))
    assert words in found.reason


def phase(name: str, *phases: str, **changes: Any) -> Document:
    return paper("sit_completion", name, details=GOOD | {"phases": list(phases)}, **changes)


@pytest.mark.parametrize(
    ("evidence", "status", "listed"),
    [
        ([], "outstanding", ()),
        ([paper("sit_completion", details=GOOD)], "outstanding", ()),
        ([phase("a", *PHASES[:4])], "outstanding", ()),
        ([phase("b", *PHASES[2:]), phase("a", *PHASES[:2])], "met", ("b", "a")),
        ([phase("a", *PHASES[:4]), phase("b", PHASES[4], decided=None)], "in_review", ("b",)),
        ([phase("a", *PHASES, decided="rejected"), phase("b", *PHASES[:4])], "rejected", ("a",)),
        ([phase("a", *PHASES), phase("b", *PHASES, decided="rejected")], "met", ("a",)),
        ([phase("a", *PHASES), phase("b", *PHASES[:1])], "met", ("a", "b")),
    ],
)
def test_each_phase_has_its_completion(evidence: list[Any], status: str, listed: tuple[Any, ...]) -> None:
    found = finding(document(*evidence), "A199.SIT_COMPLETE", "qualification", None)
    assert (found.status, found.evidence) == (status, listed)


def test_reason_names_the_phases_that_are_missing() -> None:
    found = finding(document(phase("a", *PHASES[:3])), "A199.SIT_COMPLETE", "qualification", None)
    assert "Acme Data has handed in no SIT completion for Non-Functional and Operational." in found.reason

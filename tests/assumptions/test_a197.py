"""A197: the version of the scenarios that a certificate rests on."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, paper, programme


@pytest.mark.parametrize(
    ("details", "versions", "status"),
    [
        ({"user_role": "MDR", "scenarios_version": "CTSD 3.2"}, ["CTSD 3.2"], "met"),
        ({"user_role": "MDR", "scenarios_version": "CTSD 3.2"}, ["CTSD 4", "CTSD 3.2"], "met"),
        ({"user_role": "MDR", "scenarios_version": "CTSD 3.1"}, ["CTSD 3.2"], "insufficient"),
        ({"user_role": "MDR"}, ["CTSD 3.2"], "insufficient"),
        ({"user_role": "OU", "scenarios_version": "CTSD 3.2"}, ["CTSD 3.2"], "insufficient"),
        ({"user_role": "MDR"}, [], "not_required"),
    ],
)
def test_certificate_names_an_mdr_version(details: Document, versions: list[Any], status: str) -> None:
    facts = document(
        paper("uept_certificate", details=details), programme=programme(mdr_scenario_versions=versions)
    )
    found = finding(facts, "A197.SCENARIOS", "sit_functional")
    assert (found.status, found.blocking) == (status, False)
    assert found.evidence == (() if status == "not_required" else ("e1",))


def test_reason_says_which_condition_fails() -> None:
    facts = document(paper("uept_certificate", details={"user_role": "MDR", "scenarios_version": "CTSD 3.1"}))
    found = finding(facts, "A197.SCENARIOS", "sit_functional")
    assert "of 1 May 2024 does not name a version of the scenarios that covers MDR." in found.reason
    assert [one.answer for one in found.examined] == ["failed", "held", "held", "failed"]

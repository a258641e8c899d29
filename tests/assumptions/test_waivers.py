"""Waivers: what they turn, how long, and what is said of them."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, mdr_route, paper, waiver

SECURITY = "A094.SECURITY"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "waived"),
        ({"kind": "work_off_plan"}, "waived"),
        ({"granted_on": "2025-07-01"}, "waived"),
        ({"granted_on": "2025-07-02"}, "outstanding"),
        ({"expires_on": "2025-07-01"}, "waived"),
        ({"expires_on": "2025-06-30"}, "outstanding"),
        ({"scope": "r2"}, "outstanding"),
        ({"gates": ["sit_functional"]}, "outstanding"),
        ({"gates": ["sit_functional", "sit_cit"]}, "waived"),
        ({"requirement": "A094.SEC_ACCESSION"}, "outstanding"),
    ],
)
def test_waiver_in_force_for_requirement_scope_and_gate(changes: Document, status: str) -> None:
    granted = waiver(SECURITY, "sit_cit") | changes
    facts = document(routes=[mdr_route(), mdr_route("r2")], waivers=[granted])
    found = finding(facts, SECURITY, "sit_cit")
    assert (found.status, found.owner) == (status, "none" if status == "waived" else "provider")
    assert (found.waiver is None) == (status != "waived")


@pytest.mark.parametrize(
    ("item", "status", "listed"),
    [
        (paper("security_assessment"), "met", ("e1",)),
        (paper("security_assessment", decided=None), "waived", ("e1",)),
        (paper("security_assessment", decided="rejected"), "waived", ("e1",)),
        (paper("security_assessment", details={}), "waived", ("e1",)),
        (paper("security_assessment", withdrawn_on="2025-01-01"), "waived", ()),
    ],
)
def test_waiver_turns_all_but_met_and_keeps_the_evidence(
    item: Document, status: str, listed: tuple[Any, ...]
) -> None:
    found = finding(document(item, waivers=[waiver(SECURITY, "sit_cit")]), SECURITY, "sit_cit")
    assert (found.status, found.evidence) == (status, listed)


def test_waiver_for_a_route_of_the_other_kind_has_no_effect() -> None:
    facts = document(waivers=[waiver("A198.OUTPUT_MESSAGES", "sit_cit")])
    assert finding(facts, "A094.UEPT", "sit_cit").status == "not_required"


def test_reason_says_who_granted_it_until_when_and_what_is_missing() -> None:
    granted = waiver(SECURITY, "sit_cit", kind="work_off_plan", expires_on="2025-12-31")
    reason = finding(document(waivers=[granted]), SECURITY, "sit_cit").reason
    assert reason == (
        "SIT Working Group granted a work-off plan on 1 January 2025 until 31 December 2025. "
        "Acme Metering has not handed in a SEC security assessment."
    )


def test_of_several_waivers_the_one_that_holds_longest_is_named() -> None:
    short, long = waiver(SECURITY, "sit_cit", expires_on="2025-08-01"), waiver(SECURITY, "sit_cit", id="w2")
    found = finding(document(waivers=[short, long]), SECURITY, "sit_cit")
    assert found.waiver is not None
    assert found.waiver.id == "w2"
    assert "with no end date" in found.reason

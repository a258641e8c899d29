"""A200: reliance on UEPT, its filing, and data for testing, all for Non-SIT participants with MDR."""

from typing import Any

import pytest

from tests.assumptions.documents import document, finding, paper, service, waiver

NON_SIT = service("non_sit")


@pytest.mark.parametrize(
    ("evidence", "status", "listed"),
    [
        ([], "outstanding", ()),
        ([paper("uept_certificate")], "not_required", ()),
        ([paper("uept_certificate", decided=None)], "in_review", ("e1",)),
        ([paper("uept_certificate", details={"user_role": "OU"})], "insufficient", ("e1",)),
        ([paper("uept_certificate", until="2025-01-01")], "expired", ("e1",)),
    ],
)
def test_reliance_stands_as_uept_does(evidence: list[Any], status: str, listed: tuple[Any, ...]) -> None:
    found = finding(document(*evidence, service=NON_SIT), "A200.RELIANCE", "qualification_testing")
    assert (found.status, found.evidence, found.blocking) == (status, listed, False)
    if status == "not_required":
        assert "accepted on 10 May 2024" in found.reason
        assert "no further test" in found.reason


def test_reliance_looks_at_uept_before_waivers() -> None:
    facts = document(service=NON_SIT, waivers=[waiver("A094.UEPT", "qualification")])
    assert finding(facts, "A094.UEPT", "qualification").status == "waived"
    assert finding(facts, "A200.RELIANCE", "qualification").status == "outstanding"


@pytest.mark.parametrize("place", ["pit", "qad"])
@pytest.mark.parametrize(
    ("role", "filed", "status"),
    [
        ("MDR", ["pit", "qad"], "met"),
        ("MDR", [], "insufficient"),
        ("OU", ["pit", "qad"], "insufficient"),
    ],
)
def test_the_certificate_is_filed(place: str, role: str, filed: list[Any], status: str) -> None:
    item = paper("uept_certificate", details={"user_role": role}, filed=filed)
    found = finding(document(item, service=NON_SIT), f"A200.UEPT_IN_{place.upper()}", "qualification")
    assert found.status == status


@pytest.mark.parametrize(("place", "other"), [("pit", "qad"), ("qad", "pit")])
def test_each_place_asks_for_its_own_filing(place: str, other: str) -> None:
    requirement = f"A200.UEPT_IN_{place.upper()}"
    right, wrong = (document(paper("uept_certificate", filed=[at]), service=NON_SIT) for at in (place, other))
    assert finding(right, requirement, "qualification").status == "met"
    assert finding(wrong, requirement, "qualification").status == "insufficient"

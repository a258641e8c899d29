"""A201: the MDR DIP ID."""

import pytest

from tests.assumptions.documents import GOOD_DETAILS, Document, document, finding, paper, supplier_route

GOOD = GOOD_DETAILS["mdr_dip_id"]


@pytest.mark.parametrize(
    ("changes", "status", "owner", "words"),
    [
        ({}, "met", "none", "accepted on"),
        ({"mdr_dip_id": " "}, "insufficient", "provider", "gives no MDR DIP ID"),
        ({"mdr_dip_id": None}, "insufficient", "provider", "gives no MDR DIP ID"),
        ({"four_digit_id": "417"}, "insufficient", "provider", "no identifier of four digits"),
        ({"four_digit_id": "٠٤١٧"}, "insufficient", "provider", "no identifier of four digits"),
        ({"four_digit_id": "0417 "}, "insufficient", "provider", "no identifier of four digits"),
        ({"notified_css": False}, "insufficient", "elexon", "has not been sent to CSS"),
        ({"notified_dsp": None}, "insufficient", "elexon", "has not been sent to DSP"),
        ({"four_digit_id": "41700", "notified_dsp": False}, "insufficient", "provider", "four digits"),
    ],
)
def test_identifiers_and_notices(changes: Document, status: str, owner: str, words: str) -> None:
    details = {name: value for name, value in (GOOD | changes).items() if value is not None}
    found = finding(document(paper("mdr_dip_id", details=details)), "A201.MDR_DIP_ID", "qualification")
    assert (found.status, found.owner) == (status, owner)
    assert words in found.reason


def test_elexon_acts_once_any_of_the_items_has_both_identifiers() -> None:
    evidence = [
        paper("mdr_dip_id", "a", details=GOOD | {"notified_css": False}),
        paper("mdr_dip_id", "b", details={}),
    ]
    found = finding(document(*evidence), "A201.MDR_DIP_ID", "qualification")
    assert (found.status, found.owner, found.evidence) == ("insufficient", "elexon", ("a", "b"))


def test_it_is_asked_of_suppliers_too_and_only_advises_before_qualification() -> None:
    facts = document(routes=[supplier_route()])
    assert finding(facts, "A201.MDR_DIP_ID", "qualification").blocking
    assert not finding(facts, "A201.MDR_DIP_ID", "sit_functional").blocking

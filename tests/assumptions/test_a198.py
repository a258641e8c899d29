"""A198: permitted routes, and what a Supplier files in PIT and in the QAD."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, paper, service, supplier_route

COLLECTOR = {"name": "Volt Energy", "category": "other_sec_party", "dcc_roles": []}
FILED = {
    "A198.EXISTING_ARRANGEMENTS": "existing_arrangements",
    "A198.SUBMISSION_TO_PSS": "submission_test",
    "A198.OUTPUT_MESSAGES": "output_test",
}


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({}, "met", "with IS and ES only"),
        ({"roles_used": ["IS"]}, "met", "with IS only"),
        ({"roles_used": ["ES", "OU"]}, "insufficient", "a User Role other than IS and ES"),
        ({"own_customers_only": False}, "insufficient", "others than its own customers"),
        ({"collector": COLLECTOR}, "insufficient", "Volt Energy is no Supplier"),
        (
            {"collector": COLLECTOR, "own_customers_only": False, "roles_used": ["MDR"]},
            "insufficient",
            "is no Supplier, collects for others than its own customers and uses a User Role other than",
        ),
    ],
)
def test_permitted_route(changes: Document, status: str, words: str) -> None:
    facts = document(routes=[supplier_route(**changes)])
    found = finding(facts, "A198.ROUTE_PERMITTED", "sit_cit")
    assert (found.status, found.evidence) == (status, ())
    assert words in found.reason
    assert ("the MDR role is the other way" in found.reason) == (status == "insufficient")
    assert [one.says for one in found.examined] == [
        "The collector is a Supplier",
        "It collects for its own customers only",
        "It uses the User Roles IS and ES only",
    ]


@pytest.mark.parametrize("requirement", FILED)
@pytest.mark.parametrize(
    ("participation", "gate", "places", "status", "words"),
    [
        ("sit", "sit_cit", ["pit"], "met", ""),
        ("sit", "sit_cit", ["qad"], "insufficient", "is not filed in the PIT evidence. File it in the PIT"),
        ("sit", "sit_operational", [], "insufficient", "is not filed in the PIT evidence."),
        ("non_sit", "qualification_testing", ["pit"], "met", ""),
        ("sit", "qualification", ["pit", "qad"], "met", ""),
        ("sit", "qualification", ["pit"], "insufficient", "is not filed in the QAD. File it in the QAD."),
        ("sit", "qualification", ["qad"], "insufficient", "is not filed in the PIT evidence."),
        (
            "non_sit",
            "qualification",
            [],
            "insufficient",
            "is not filed in the PIT evidence and is not filed in the QAD.",
        ),
    ],
)
def test_filing_is_part_of_the_condition(
    requirement: str, participation: str, gate: str, places: list[Any], status: str, words: str
) -> None:
    facts = document(
        paper(FILED[requirement], filed=places), routes=[supplier_route()], service=service(participation)
    )
    found = finding(facts, requirement, gate)
    assert (found.status, found.evidence) == (status, ("e1",))
    assert words in found.reason


@pytest.mark.parametrize(
    ("filing", "status"),
    [
        ({"on": "2025-07-01"}, "met"),
        ({"on": "2025-07-02"}, "insufficient"),
        ({"on": "2025-01-01", "withdrawn_on": "2025-07-01"}, "insufficient"),
        ({"on": "2025-01-01", "withdrawn_on": "2025-07-02"}, "met"),
    ],
)
def test_a_filing_counts_from_its_day_until_withdrawn(filing: Document, status: str) -> None:
    item = paper("output_test", filings=[{"place": "pit"} | filing])
    facts = document(item, routes=[supplier_route()])
    assert finding(facts, "A198.OUTPUT_MESSAGES", "sit_cit").status == status


def test_a_waiting_paper_that_is_not_filed_says_both() -> None:
    facts = document(paper("output_test", decided=None, filed=["pit"]), routes=[supplier_route()])
    reason = finding(facts, "A198.OUTPUT_MESSAGES", "qualification").reason
    assert "of 1 May 2024, which waits for a reviewer, is not filed in the QAD." in reason

"""SDS.WHOLE_ROLE and SDS.ROUTE_DECLARED, and which gates apply."""

from typing import Any

import pytest

from assumptions.vocabulary import Gate
from tests.assumptions.documents import asked, document, finding, mdr_route, result, service, supplier_route


@pytest.mark.parametrize(
    ("role", "status", "owner"), [("sds", "met", "none"), ("mdr", "insufficient", "provider")]
)
def test_only_a_whole_sds_is_qualified(role: str, status: str, owner: str) -> None:
    found = finding(document(service=service(role=role)), "SDS.WHOLE_ROLE", "sit_cit", None)
    assert (found.status, found.owner, found.evidence) == (status, owner, ())
    assert "Acme Data takes part as" in found.reason
    assert ("not qualified in its own right" in found.reason) == (role == "mdr")


@pytest.mark.parametrize(
    ("routes", "status"),
    [
        ([mdr_route()], "met"),
        ([supplier_route()], "met"),
        ([], "outstanding"),
        ([mdr_route(declared_on="2025-07-01")], "met"),
        ([mdr_route(declared_on="2025-07-02")], "outstanding"),
        ([mdr_route(withdrawn_on="2025-07-01")], "outstanding"),
        ([mdr_route(withdrawn_on="2025-07-02")], "met"),
    ],
)
def test_a_route_is_declared(routes: list[Any], status: str) -> None:
    found = finding(document(routes=routes), "SDS.ROUTE_DECLARED", "qualification", None)
    assert found.status == status
    assert found.examined[0].says == "A collection route is declared"


def test_gates_of_a_participant() -> None:
    sit, other = result(document()), result(document(service=service("non_sit")))
    assert [gate for gate, found in sit.gates.items() if found.verdict == "not_applicable"] == [
        Gate.QUALIFICATION_TESTING
    ]
    assert [gate for gate, found in other.gates.items() if found.verdict != "not_applicable"] == [
        Gate.QUALIFICATION_TESTING,
        Gate.QUALIFICATION,
    ]
    assert sit.gates[Gate.QUALIFICATION_TESTING].findings == ()


def test_findings_come_in_the_order_of_the_table_then_of_the_document() -> None:
    facts = document(routes=[mdr_route("b"), supplier_route("s"), mdr_route("a")])
    found = result(facts).gates[Gate.SIT_FUNCTIONAL].findings
    accession = [each.scope for each in found if each.requirement.id == "A094.SEC_ACCESSION"]
    assert accession == ["b", "s", "a"]
    assert asked(facts, "sit_cit")[:3] == ["SDS.WHOLE_ROLE", "SDS.ROUTE_DECLARED", "A198.ROUTE_PERMITTED"]


MDR_SIT = [
    "SDS.WHOLE_ROLE",
    "SDS.ROUTE_DECLARED",
    "A094.SEC_ACCESSION",
    "A094.SECURITY",
    *("A094.DCC_CONNECTION", "A094.DCC_ADAPTER", "A094.UEPT"),
]


@pytest.mark.parametrize(
    ("participation", "gate", "requirements"),
    [
        ("sit", "sit_cit", [*MDR_SIT, "A199.PIT_WHOLE_ROLE", "PIT.DBT_COMPLETE", "PIT.COMPLETE"]),
        (
            "sit",
            "sit_operational",
            [
                *MDR_SIT,
                "A197.SCENARIOS",
                "A199.PIT_WHOLE_ROLE",
                "A201.MDR_DIP_ID",
                "A203.UEP_CONFIRMED",
                "PIT.DBT_COMPLETE",
                "PIT.COMPLETE",
                "DCC.PRODUCTION_PLAN",
            ],
        ),
        (
            "sit",
            "qualification",
            [
                *MDR_SIT,
                "A197.SCENARIOS",
                "A199.SIT_COMPLETE",
                "A201.MDR_DIP_ID",
                "A203.UEP_CONFIRMED",
                "A203.CHECKED",
                "QAD.SIGNED",
                "DCC.PRODUCTION_PLAN",
            ],
        ),
        (
            "non_sit",
            "qualification_testing",
            [
                *MDR_SIT,
                "A197.SCENARIOS",
                "A200.RELIANCE",
                "A200.UEPT_IN_PIT",
                "A200.TEST_DATA",
                "A201.MDR_DIP_ID",
                "A203.UEP_CONFIRMED",
                "PIT.DBT_COMPLETE",
                "PIT.COMPLETE",
                "DCC.PRODUCTION_PLAN",
            ],
        ),
        (
            "non_sit",
            "qualification",
            [
                *MDR_SIT,
                "A197.SCENARIOS",
                "A200.RELIANCE",
                "A200.UEPT_IN_PIT",
                "A200.UEPT_IN_QAD",
                "A201.MDR_DIP_ID",
                "A203.UEP_CONFIRMED",
                "A203.CHECKED",
                "QT.COMPLETE",
                "QAD.SIGNED",
                "DCC.PRODUCTION_PLAN",
            ],
        ),
    ],
)
def test_what_is_asked_of_an_mdr_route_at_each_gate(
    participation: str, gate: str, requirements: list[Any]
) -> None:
    assert asked(document(service=service(participation)), gate) == requirements


SUPPLIER = [
    "SDS.WHOLE_ROLE",
    "SDS.ROUTE_DECLARED",
    "A198.ROUTE_PERMITTED",
    *MDR_SIT[2:],
    *("A198.EXISTING_ARRANGEMENTS", "A198.SUBMISSION_TO_PSS", "A198.OUTPUT_MESSAGES"),
]


@pytest.mark.parametrize(
    ("participation", "gate", "more"),
    [
        ("sit", "sit_cit", ["A199.PIT_WHOLE_ROLE", "A204.LISTED", "PIT.DBT_COMPLETE", "PIT.COMPLETE"]),
        (
            "non_sit",
            "qualification_testing",
            ["A198.TEST_DATA", "A201.MDR_DIP_ID", "A204.LISTED", "PIT.DBT_COMPLETE", "PIT.COMPLETE"],
        ),
        ("non_sit", "qualification", ["A201.MDR_DIP_ID", "A204.LISTED", "QT.COMPLETE", "QAD.SIGNED"]),
    ],
)
def test_what_is_asked_of_a_supplier_route_at_each_gate(
    participation: str, gate: str, more: list[Any]
) -> None:
    facts = document(routes=[supplier_route()], service=service(participation))
    assert asked(facts, gate) == [*SUPPLIER, *more]

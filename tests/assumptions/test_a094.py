"""A094: SEC accession, security, DCC connection and adapter, UEPT."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, mdr_route, paper, service, supplier_route

ENTRY = ["A094.SEC_ACCESSION", "A094.SECURITY", "A094.DCC_CONNECTION", "A094.DCC_ADAPTER"]
FAILED = paper("supplier_user_check", "check", details={"outcome": "not_listed"})


def supplier(*, held: list[Any], category: str = "supplier") -> Document:
    return {"collector": {"name": "Volt Energy", "category": category, "dcc_roles": held}}


@pytest.mark.parametrize(
    ("details", "category", "status"),
    [
        ({"party_category": "other_sec_party"}, "other_sec_party", "met"),
        ({"party_category": "supplier"}, "other_sec_party", "insufficient"),
        ({}, "other_sec_party", "insufficient"),
        ({}, "not_a_party", "insufficient"),
        ({}, "supplier", "met"),
        ({"party_category": "not_a_party"}, "supplier", "met"),
    ],
)
def test_accession_is_as_an_other_sec_party(details: Document, category: str, status: str) -> None:
    route = mdr_route(collector={"name": "Acme Metering", "category": category, "dcc_roles": []})
    found = finding(
        document(paper("sec_accession", details=details), routes=[route]), "A094.SEC_ACCESSION", "sit_cit"
    )
    assert (found.status, found.evidence) == (status, ("e1",))
    if status == "insufficient":
        assert "Acme Metering’s SEC accession of 1 May 2024 is not as an Other SEC Party" in found.reason


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("approved", "met"),
        ("approved_subject_to_steps", "met"),
        ("deferred", "insufficient"),
        ("rejected", "insufficient"),
        (None, "insufficient"),
    ],
)
def test_security_is_approved(outcome: str | None, status: str) -> None:
    details = {"outcome": outcome} if outcome else {}
    found = finding(document(paper("security_assessment", details=details)), "A094.SECURITY", "sit_cit")
    assert found.status == status


def test_connection_and_adapter_advise_before_cit_and_block_after() -> None:
    for requirement in ENTRY[2:]:
        assert not finding(document(), requirement, "sit_cit").blocking
        assert finding(document(), requirement, "sit_functional").blocking
    assert finding(document(), "A094.SECURITY", "sit_cit").blocking


@pytest.mark.parametrize("requirement", ENTRY)
@pytest.mark.parametrize(
    ("route", "evidence", "status"),
    [
        (mdr_route(), [], "outstanding"),
        (mdr_route(**supplier(held=["OU"], category="other_sec_party")), [], "not_required"),
        (mdr_route(**supplier(held=["MDR"])), [], "not_required"),
        (supplier_route(held=["ES"]), [], "not_required"),
        (supplier_route(held=[]), [], "outstanding"),
        (supplier_route(), [FAILED], "outstanding"),
        (supplier_route(own_customers_only=False), [], "not_required"),
        (mdr_route(**supplier(held=["IS"])), [FAILED], "not_required"),
    ],
)
def test_who_is_a_dcc_user_is_released(
    requirement: str, route: Document, evidence: list[Any], status: str
) -> None:
    found = finding(document(*evidence, routes=[route]), requirement, "sit_functional")
    assert (found.status, found.evidence) == (status, ())
    if status == "not_required":
        assert found.owner == "none"
        assert "already held the DCC User Role" in found.reason


@pytest.mark.parametrize("requirement", ENTRY)
@pytest.mark.parametrize(
    ("checks", "status"),
    [
        ([FAILED | {"decisions": []}], "not_required"),
        ([FAILED, paper("supplier_user_check", "later", submitted_on="2024-05-02")], "not_required"),
        ([paper("supplier_user_check", "earlier", submitted_on="2024-04-30"), FAILED], "outstanding"),
        ([paper("supplier_user_check", "same day"), FAILED], "outstanding"),
        ([FAILED, paper("supplier_user_check", "same-day")], "not_required"),
        ([FAILED | {"expires_on": "2025-01-01"}], "not_required"),
        ([paper("supplier_user_check", details={"outcome": "listed", "roles": ["IS"]})], "outstanding"),
        ([paper("supplier_user_check", details={"outcome": "listed"})], "outstanding"),
    ],
)
def test_a_failed_check_ends_the_release(requirement: str, checks: list[Any], status: str) -> None:
    checks = [check | {"id": check["id"].replace(" ", "-")} for check in checks]
    facts = document(*checks, routes=[supplier_route()])
    assert finding(facts, requirement, "sit_functional").status == status


def certificate(role: str | None, name: str = "", **changes: Any) -> Document:
    return paper(
        "uept_certificate", name or f"cert-{role}", details={"user_role": role} if role else {}, **changes
    )


@pytest.mark.parametrize("route", [mdr_route(), supplier_route(held=[]), supplier_route()])
def test_uept_is_released_for_cit(route: Document) -> None:
    found = finding(document(certificate("MDR"), routes=[route]), "A094.UEPT", "sit_cit")
    assert (found.status, found.evidence, found.blocking) == ("not_required", (), True)
    assert "no part in Component Integration Testing" in found.reason


@pytest.mark.parametrize(("role", "status"), [("MDR", "met"), ("OU", "insufficient"), (None, "insufficient")])
def test_uept_on_an_mdr_route_is_in_the_mdr_role(role: str | None, status: str) -> None:
    found = finding(document(certificate(role)), "A094.UEPT", "sit_functional")
    assert (found.status, len(found.evidence)) == (status, 1)


@pytest.mark.parametrize(
    ("route", "evidence", "status", "listed"),
    [
        (supplier_route(), [], "not_required", ()),
        (supplier_route(held=["IS"], roles_used=["IS"]), [], "not_required", ()),
        (supplier_route(held=["IS"]), [], "outstanding", ()),
        (supplier_route(held=["IS"]), [certificate("ES")], "met", ("cert-ES",)),
        (supplier_route(held=["IS"]), [certificate("IS")], "outstanding", ()),
        (supplier_route(held=[]), [certificate("IS")], "outstanding", ()),
        (supplier_route(held=[]), [certificate("ES"), certificate("IS")], "met", ("cert-ES", "cert-IS")),
        (
            supplier_route(held=[]),
            [certificate("ES", decided=None), certificate("IS")],
            "in_review",
            ("cert-ES",),
        ),
        (
            supplier_route(held=[]),
            [certificate("IS", decided="queried"), certificate("ES", decided="queried")],
            "queried",
            ("cert-IS", "cert-ES"),
        ),
        (supplier_route(own_customers_only=False), [certificate("IS")], "outstanding", ()),
        (supplier_route(), [FAILED, certificate("ES")], "outstanding", ()),
        (supplier_route(), [FAILED, certificate("ES"), certificate("IS")], "met", ("cert-ES", "cert-IS")),
        (supplier_route(roles_used=["IS", "OU"]), [certificate("OU")], "outstanding", ()),
        (supplier_route(held=[]), [certificate(None)], "outstanding", ()),
    ],
)
def test_uept_on_a_supplier_route_is_in_each_new_role(
    route: Document, evidence: list[Any], status: str, listed: tuple[Any, ...]
) -> None:
    found = finding(document(*evidence, routes=[route]), "A094.UEPT", "sit_functional")
    assert (found.status, found.evidence) == (status, listed)


def test_uept_names_the_roles_that_are_missing() -> None:
    facts = document(certificate("IS"), routes=[supplier_route(held=[])], service=service("non_sit"))
    found = finding(facts, "A094.UEPT", "qualification")
    assert "Volt Energy has not handed in a UEPT certificate for ES," in found.reason
    assert found.examined == (
        (None, "No User Role that the route uses has to be tested", "failed"),
        ("cert-IS", "A UEPT certificate for the User Role IS is on the route", "held"),
        (None, "A UEPT certificate for the User Role ES is on the route", "failed"),
    )

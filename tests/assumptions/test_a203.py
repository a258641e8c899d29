"""A203: SECAS's confirmation, the certificate that is not enough, and Elexon's check."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, mdr_route, paper

CERTIFICATE = paper("uept_certificate", "cert")


@pytest.mark.parametrize(
    ("details", "status", "words"),
    [
        ({"user_role": "MDR", "issuer": "secas"}, "met", "accepted on 10 May 2024"),
        ({"user_role": "OU", "issuer": "secas"}, "insufficient", "is not for the User Role MDR"),
        ({"user_role": "MDR", "issuer": "dcc"}, "insufficient", "does not come from SECAS"),
        ({"user_role": "MDR", "issuer": "self"}, "insufficient", "does not come from SECAS"),
        ({"user_role": "MDR"}, "insufficient", "does not come from SECAS"),
        ({}, "insufficient", "is not for the User Role MDR and does not come from SECAS"),
    ],
)
def test_confirmation_is_for_mdr_and_from_secas(details: Document, status: str, words: str) -> None:
    facts = document(paper("uep_confirmation", details=details), CERTIFICATE)
    found = finding(facts, "A203.UEP_CONFIRMED", "qualification")
    assert (found.status, found.evidence) == (status, ("e1",))
    assert words in found.reason


@pytest.mark.parametrize(
    ("evidence", "status", "listed"),
    [
        ([], "outstanding", ()),
        ([CERTIFICATE], "insufficient", ("cert",)),
        ([paper("uept_certificate", "other", details={"user_role": "OU"})], "insufficient", ("other",)),
        ([CERTIFICATE, paper("uept_certificate", "more")], "insufficient", ("cert", "more")),
        ([paper("uept_certificate", decided=None)], "outstanding", ()),
        ([CERTIFICATE, paper("uep_confirmation", decided="rejected")], "rejected", ("e1",)),
        ([CERTIFICATE, paper("uep_confirmation", decided=None)], "in_review", ("e1",)),
        ([CERTIFICATE, paper("uep_confirmation", withdrawn_on="2025-01-01")], "insufficient", ("cert",)),
    ],
)
def test_a_certificate_alone_is_not_enough(evidence: list[Any], status: str, listed: tuple[Any, ...]) -> None:
    found = finding(document(*evidence), "A203.UEP_CONFIRMED", "qualification")
    assert (found.status, found.evidence) == (status, listed)


def test_what_is_said_of_a_certificate_alone() -> None:
    found = finding(document(CERTIFICATE), "A203.UEP_CONFIRMED", "qualification")
    assert found.reason == (
        "Acme Metering has only its UEPT certificate, accepted on 10 May 2024; "
        "on its own it does not show the full User Entry Process. "
        "Ask SECAS to confirm that it is complete for the MDR role."
    )
    assert found.to_do == "Ask SECAS to confirm that it is complete for the MDR role"
    assert found.owner == "provider"
    assert found.examined == (
        (None, "A UEP confirmation is on the route", "failed"),
        (None, "It is for the User Role MDR", "not_reached"),
        (None, "It comes from SECAS", "not_reached"),
        ("cert", "An accepted UEPT certificate is on the route", "held"),
    )
    assert found.looked_at == ("cert",)


def test_a_certificate_of_another_route_does_not_turn_it() -> None:
    routes = [mdr_route(), mdr_route("r2")]
    facts = document(CERTIFICATE | {"routes": ["r2"]}, routes=routes)
    assert finding(facts, "A203.UEP_CONFIRMED", "qualification").status == "outstanding"


def check(name: str, outcome: str | None = "confirmed", **changes: Any) -> Document:
    return paper("uep_check", name, details={"outcome": outcome} if outcome else {}, **changes)


@pytest.mark.parametrize(
    ("checks", "status", "listed", "owner"),
    [
        ([], "outstanding", (), "elexon"),
        ([check("a")], "met", ("a",), "none"),
        ([check("a", "not_confirmed")], "insufficient", ("a",), "provider"),
        ([check("a", None)], "insufficient", ("a",), "provider"),
        ([check("a"), check("b", "not_confirmed")], "insufficient", ("b",), "provider"),
        ([check("a", "not_confirmed"), check("b")], "met", ("b",), "none"),
        ([check("a", submitted_on="2024-05-02"), check("b", "not_confirmed")], "met", ("a",), "none"),
        ([check("a"), check("b", "not_confirmed", decided=None)], "met", ("a",), "none"),
        ([check("a", decided=None), check("b", decided="queried")], "queried", ("b",), "elexon"),
        (
            [check("a", decided=None, submitted_on="2024-05-02"), check("b", decided="rejected")],
            "in_review",
            ("a",),
            "reviewer",
        ),
    ],
)
def test_only_the_latest_check_counts(
    checks: list[Any], status: str, listed: tuple[Any, ...], owner: str
) -> None:
    found = finding(document(*checks), "A203.CHECKED", "qualification")
    assert (found.status, found.evidence, found.owner) == (status, listed, owner)
    assert found.looked_at == listed
    assert "Elexon" in found.reason

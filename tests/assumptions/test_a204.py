"""A204: the Supplier on the SEC list of valid users."""

from typing import Any

import pytest

from tests.assumptions.documents import Document, document, finding, paper, supplier_route


def check(name: str, outcome: str, roles: list[Any] | None = None, **changes: Any) -> Document:
    details = {"outcome": outcome} | ({} if roles is None else {"roles": roles})
    return paper("supplier_user_check", name, details=details, **changes)


@pytest.mark.parametrize(
    ("checks", "status", "listed", "owner"),
    [
        ([], "outstanding", (), "elexon"),
        ([check("a", "listed", ["ES", "IS", "GS"])], "met", ("a",), "none"),
        ([check("a", "listed", ["IS"])], "insufficient", ("a",), "provider"),
        ([check("a", "listed")], "insufficient", ("a",), "provider"),
        ([check("a", "not_listed", ["IS", "ES"])], "insufficient", ("a",), "provider"),
        ([check("a", "not_listed"), check("b", "listed", ["IS", "ES"])], "met", ("b",), "none"),
        ([check("a", "listed", ["IS", "ES"]), check("b", "not_listed")], "insufficient", ("b",), "provider"),
        ([check("a", "listed", ["IS", "ES"], decided=None)], "in_review", ("a",), "reviewer"),
        ([check("a", "listed", ["IS", "ES"], decided="rejected")], "rejected", ("a",), "elexon"),
    ],
)
def test_latest_check_finds_every_role_used(
    checks: list[Any], status: str, listed: tuple[Any, ...], owner: str
) -> None:
    facts = document(*checks, routes=[supplier_route()])
    found = finding(facts, "A204.LISTED", "qualification")
    assert (found.status, found.evidence, found.owner) == (status, listed, owner)


def test_reason_names_supplier_roles_and_day() -> None:
    facts = document(check("a", "listed", ["IS"]), routes=[supplier_route()])
    reason = finding(facts, "A204.LISTED", "sit_cit").reason
    assert "Volt Energy as a user of IS and ES of 1 May 2024 does not find every User Role" in reason
    assert "ask Elexon to check again" in reason

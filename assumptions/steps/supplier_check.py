"""Elexon's check that a Supplier is on the SEC list of valid users (A204), and when it has failed (I5)."""

from __future__ import annotations

from assumptions.asking import latest_of
from assumptions.details import SupplierUserCheck
from assumptions.facts import Evidence
from assumptions.outcome import Case, condition
from assumptions.vocabulary import EvidenceKind, RouteKind, SupplierCheckOutcome


@condition(
    "It finds the collector listed",
    fails="does not find the collector on the list of valid users",
    do="have SECAS list the collector in the roles that it uses, then ask Elexon to check again",
)
def finds_it_listed(item: Evidence, _case: Case) -> bool:
    return item.read(SupplierUserCheck).outcome is SupplierCheckOutcome.LISTED


@condition(
    "It finds every User Role that the route uses",
    fails="does not find every User Role that the route uses",
    do="have SECAS list the collector in the roles that it uses, then ask Elexon to check again",
)
def finds_every_role_used(item: Evidence, case: Case) -> bool:
    return set(item.read(SupplierUserCheck).roles or ()).issuperset(case.route.roles_used)


LISTED = (finds_it_listed, finds_every_role_used)


def check_has_failed(case: Case) -> bool:
    """The latest accepted check does not find it in the roles used: its claims count for nothing."""
    route = case.route
    if route.kind is not RouteKind.SUPPLIER_ROLES:
        return False
    accepted = case.facts.accepted(EvidenceKind.SUPPLIER_USER_CHECK, route)
    return any(not asked.holds(item, case) for item in latest_of(case, accepted) for asked in LISTED)

"""The conditions of A198 on a route that collects with Supplier User Roles."""

from __future__ import annotations

from assumptions.facts import Route
from assumptions.outcome import Case, condition
from assumptions.vocabulary import DccRole, PartyCategory

SUPPLIER_ROLES = frozenset({DccRole.IMPORT_SUPPLIER, DccRole.EXPORT_SUPPLIER})


@condition(
    "The collector is a Supplier",
    fails="is no Supplier",
    do="have a Supplier collect",
)
def by_a_supplier(route: Route, _case: Case) -> bool:
    return route.collector.category is PartyCategory.SUPPLIER


@condition(
    "It collects for its own customers only",
    fails="collects for others than its own customers",
    do="keep to the Supplier’s own customers",
)
def for_its_own_customers(route: Route, _case: Case) -> bool:
    return route.own_customers_only


@condition(
    "It uses the User Roles IS and ES only",
    fails="uses a User Role other than IS and ES",
    do="keep to IS and ES",
)
def by_is_and_es_only(route: Route, _case: Case) -> bool:
    return SUPPLIER_ROLES.issuperset(route.roles_used)


PERMITTED = (by_a_supplier, for_its_own_customers, by_is_and_es_only)


def is_permitted(route: Route, case: Case) -> bool:
    """Whether A198 lets the route collect with Supplier User Roles."""
    return all(asked.holds(route, case) for asked in PERMITTED)

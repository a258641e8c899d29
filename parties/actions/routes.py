"""Declaring how an SDS collects, and withdrawing that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from assumptions.vocabulary import DccRole, PartyCategory, RouteKind
from parties.actions.saving import next_local_id, next_position, save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def declare_route(
    *,
    actor: Person,
    service: SmartDataService,
    kind: RouteKind,
    declared_on: date,
    collector: Organisation,
    collector_category: PartyCategory,
    collector_dcc_roles: Collection[DccRole] = (),
    roles_used: Collection[DccRole] = (),
    own_customers_only: bool | None = None,
) -> CollectionRoute:
    """How an SDS collects, with its collector as of that day (A198). Sent twice, it is the one route."""
    require(actor, "parties.declare_route", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    check_roles(kind, collector_category, collector_dcc_roles, roles_used)
    route = CollectionRoute(
        service=service,
        kind=kind,
        declared_on=declared_on,
        collector=collector,
        collector_category=collector_category,
        collector_dcc_roles=list(collector_dcc_roles),
    )
    if kind == RouteKind.SUPPLIER_ROLES:
        route.roles_used, route.own_customers_only = list(roles_used), bool(own_customers_only)
    if same := declared_before(route):
        return same
    _put_last(route)
    save_valid(route)
    record_change(
        action="declare_route",
        actor=actor,
        subject=route,
        about=service.provider,
        services=[service],
        new=_as_declared(route),
    )
    return route


def _put_last(route: CollectionRoute) -> None:
    """Its id and its place, after those of the routes that its SDS has."""
    routes = route.service.routes
    taken = list(routes.values_list("local_id", flat=True))
    route.local_id = next_local_id("ises" if route.kind == RouteKind.SUPPLIER_ROLES else "mdr", taken)
    route.position = next_position(routes)


def declared_before(route: CollectionRoute) -> CollectionRoute | None:
    """The route of its SDS that says the same and is not withdrawn."""
    fields = (
        "kind",
        "declared_on",
        "collector_id",
        "collector_category",
        "collector_dcc_roles",
        "roles_used",
        "own_customers_only",
    )
    said = [getattr(route, field) for field in fields]
    there = route.service.routes.filter(withdrawn_on__isnull=True)
    return next((each for each in there if [getattr(each, field) for field in fields] == said), None)


def _as_declared(route: CollectionRoute) -> dict[str, Any]:
    return {
        "kind": route.kind,
        "declared_on": route.declared_on,
        "collector": route.collector.name,
        "roles_used": route.roles_used,
    }


def check_roles(
    kind: RouteKind, category: PartyCategory, held: Collection[DccRole], used: Collection[DccRole]
) -> None:
    if kind == RouteKind.SUPPLIER_ROLES and not used:
        raise Refused("Say which of the Supplier's User Roles the route uses.", field="roles_used")
    if category == PartyCategory.NOT_A_PARTY and held:
        raise Refused("Who is not a SEC Party holds no DCC User Role.", field="collector_dcc_roles")


@in_one_transaction
def withdraw_route(*, actor: Person, route: CollectionRoute, on: date, why: str = "") -> CollectionRoute:
    """The rules see the route no more from that day on."""
    require(actor, "parties.withdraw_route", route)
    route = CollectionRoute.objects.select_for_update().get(pk=route.pk)
    if route.withdrawn_on == on:
        return route
    if route.withdrawn_on is not None:
        raise Refused(f"This route is withdrawn already, on {route.withdrawn_on:%-d %B %Y}.", field="on")
    if on < route.declared_on:
        raise Refused(f"Give a day from {route.declared_on:%-d %B %Y} on, when it was declared.", field="on")
    route.withdrawn_on = on
    save_valid(route)
    record_change(
        action="withdraw_route",
        actor=actor,
        subject=route,
        about=route.service.provider,
        services=[route.service],
        old={"withdrawn_on": None},
        new={"withdrawn_on": on},
        why=why,
    )
    return route


@in_one_transaction
def reinstate_route(*, actor: Person, route: CollectionRoute, why: str = "") -> CollectionRoute:
    """Take a withdrawal back: the rules see the route as if it had never been withdrawn."""
    require(actor, "parties.withdraw_route", route)
    route = CollectionRoute.objects.select_for_update().get(pk=route.pk)
    before, route.withdrawn_on = route.withdrawn_on, None
    if before is None:
        return route
    save_valid(route)
    record_change(
        action="reinstate_route",
        actor=actor,
        subject=route,
        about=route.service.provider,
        services=[route.service],
        old={"withdrawn_on": before},
        new={"withdrawn_on": None},
        why=why,
    )
    return route

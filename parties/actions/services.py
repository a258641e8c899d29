"""What changes organisations, services, their routes and gates, and the programme's settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from assumptions.vocabulary import DccRole, Gate, Participation, PartyCategory, RouteKind, ServiceRole
from journal.actions import Reference
from parties.actions.saving import next_local_id, next_position, save_valid
from parties.changes import raise_programme_version, record_change
from parties.errors import Refused
from parties.models import (
    CollectionRoute,
    Organisation,
    Person,
    Programme,
    ServiceGate,
    SmartDataService,
)
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def add_organisation(*, actor: Person, name: str) -> Organisation:
    require(actor, "parties.add_organisation")
    organisation = save_valid(Organisation(name=name))
    record_change(
        action="add_organisation", actor=actor, subject=organisation, about=organisation, new={"name": name}
    )
    return organisation


@in_one_transaction
def add_service(
    *,
    actor: Person,
    slug: str,
    name: str,
    provider: Organisation,
    participation: Participation,
    role: ServiceRole = ServiceRole.SDS,
) -> SmartDataService:
    """A new Smart Data Service; ``slug`` is its id in facts documents and can't be changed later."""
    require(actor, "parties.add_service")
    service = save_valid(
        SmartDataService(slug=slug, name=name, provider=provider, participation=participation, role=role)
    )
    record_change(
        action="add_service",
        actor=actor,
        subject=service,
        about=provider,
        new={"id": slug, "name": name, "participation": participation, "role": role},
    )
    return service


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
    """Declare how an SDS collects, with its collector's category and roles as they are that day (A198)."""
    require(actor, "parties.declare_route", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    _check_roles(kind, collector_category, collector_dcc_roles, roles_used)
    uses_supplier_roles = kind == RouteKind.SUPPLIER_ROLES
    taken = list(service.routes.values_list("local_id", flat=True))
    route = CollectionRoute(
        service=service,
        local_id=next_local_id("ises" if uses_supplier_roles else "mdr", taken),
        position=next_position(service.routes),
        kind=kind,
        declared_on=declared_on,
        collector=collector,
        collector_category=collector_category,
        collector_dcc_roles=list(collector_dcc_roles),
    )
    if uses_supplier_roles:
        route.roles_used, route.own_customers_only = list(roles_used), bool(own_customers_only)
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


def _as_declared(route: CollectionRoute) -> dict[str, Any]:
    return {
        "kind": route.kind,
        "declared_on": route.declared_on,
        "collector": route.collector.name,
        "roles_used": route.roles_used,
    }


def _check_roles(
    kind: RouteKind, category: PartyCategory, held: Collection[DccRole], used: Collection[DccRole]
) -> None:
    if kind == RouteKind.SUPPLIER_ROLES and not used:
        raise Refused("Say which of the Supplier's User Roles the route uses.", field="roles_used")
    if category == PartyCategory.NOT_A_PARTY and held:
        raise Refused("Who is not a SEC Party holds no DCC User Role.", field="collector_dcc_roles")


@in_one_transaction
def withdraw_route(*, actor: Person, route: CollectionRoute, on: date) -> CollectionRoute:
    """The rules see the route no more from that day on."""
    require(actor, "parties.withdraw_route", route)
    route = CollectionRoute.objects.select_for_update().get(pk=route.pk)
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
    )
    return route


@in_one_transaction
def set_gate_date(*, actor: Person, service: SmartDataService, gate: Gate, on: date | None) -> ServiceGate:
    """Give an SDS a date of its own at a gate; None leaves it to the programme's."""
    require(actor, "parties.set_gate_date", service)
    return _set_at_gate(actor, service, gate, "set_gate_date", "due_on", on)


@in_one_transaction
def record_gate_passed(
    *, actor: Person, service: SmartDataService, gate: Gate, on: date | None
) -> ServiceGate:
    """Record that the programme or the Code Bodies let an SDS through; None takes that back (I16)."""
    require(actor, "parties.record_gate_passed", service)
    return _set_at_gate(actor, service, gate, "record_gate_passed", "passed_on", on)


def _set_at_gate(
    actor: Person, service: SmartDataService, gate: Gate, action: str, field: str, on: date | None
) -> ServiceGate:
    SmartDataService.objects.select_for_update().get(pk=service.pk)
    at_gate, _ = ServiceGate.objects.get_or_create(service=service, gate=gate)
    before = getattr(at_gate, field)
    setattr(at_gate, field, on)
    save_valid(at_gate)
    record_change(
        action=action,
        actor=actor,
        subject=service,
        about=service.provider,
        services=[service],
        old={"gate": gate, field: before},
        new={"gate": gate, field: on},
    )
    return at_gate


@in_one_transaction
def change_programme(*, actor: Person | Reference, settings: Mapping[str, Any]) -> Programme:
    """Replace the settings by a facts document's ``programme`` part, which was found valid before."""
    if isinstance(actor, Person):
        require(actor, "parties.change_programme")
    programme = Programme.objects.select_for_update().first() or Programme()
    fields = ("design_baselines", "mdr_scenario_versions", "gate_dates", "lead_times")
    old = {field: getattr(programme, field) for field in fields}
    new = {field: settings[field] for field in fields}
    for field in fields:
        setattr(programme, field, new[field])
    save_valid(programme)
    raise_programme_version()
    record_change(
        action="change_programme",
        actor=actor,
        subject=Reference("programme", programme.uuid, str(programme)),
        old={field: old[field] for field in fields if old[field] != new[field]},
        new={field: new[field] for field in fields if old[field] != new[field]},
    )
    programme.refresh_from_db()
    return programme

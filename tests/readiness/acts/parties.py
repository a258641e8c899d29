"""Acts on routes, gates, the programme and waivers."""

from __future__ import annotations

from assumptions.vocabulary import DccRole, Gate, PartyCategory, RouteKind
from journal import clock
from parties import actions as parties
from parties.models import Organisation, SmartDataService
from readiness.actions import end_waiver, grant_waiver
from tests.parties import builders
from tests.readiness.acts.said import (
    Document,
    act,
    first,
    route_of,
    route_said,
    today,
)


@act
def declare_route(service: SmartDataService, document: Document) -> None:
    collector, _ = Organisation.objects.get_or_create(name="New Collector")
    taken = {route["id"] for route in document["routes"]}
    parties.declare_route(
        actor=builders.reviewer(),
        service=service,
        kind=RouteKind.SUPPLIER_ROLES,
        declared_on=clock.today(),
        collector=collector,
        collector_category=PartyCategory.SUPPLIER,
        collector_dcc_roles=[DccRole.IMPORT_SUPPLIER],
        roles_used=[DccRole.IMPORT_SUPPLIER],
        own_customers_only=True,
    )
    document["routes"].append(
        {
            "id": next(i for i in (f"ises-{n}" for n in range(1, 99)) if i not in taken),
            "kind": "supplier_roles",
            "declared_on": today(),
            "withdrawn_on": None,
            "collector": {"name": "New Collector", "category": "supplier", "dcc_roles": ["IS"]},
            "roles_used": ["IS"],
            "own_customers_only": True,
        }
    )


@act
def withdraw_route(service: SmartDataService, document: Document) -> None:
    said = route_said(document)
    parties.withdraw_route(actor=builders.reviewer(), route=route_of(service, said), on=clock.today())
    said["withdrawn_on"] = today()


@act
def set_gate_date(service: SmartDataService, document: Document) -> None:
    gate = Gate.QUALIFICATION
    parties.set_gate_date(actor=builders.reviewer(), service=service, gate=gate, on=clock.today())
    document["service"]["gate_dates"][gate.value] = today()


@act
def record_gate_passed(service: SmartDataService, document: Document) -> None:
    gate = Gate.SIT_CIT
    parties.record_gate_passed(actor=builders.reviewer(), service=service, gate=gate, on=clock.today())
    document["service"]["gates_passed"][gate.value] = today()


@act
def change_programme(service: SmartDataService, document: Document) -> None:
    settings = document["programme"] | {"design_baselines": ["IR99"], "mdr_scenario_versions": []}
    parties.change_programme(actor=builders.reviewer(), settings=settings)
    document["programme"] = settings


@act
def grant_a_waiver(service: SmartDataService, document: Document) -> None:
    said, taken = route_said(document), {waiver["id"] for waiver in document["waivers"]}
    grant_waiver(
        actor=builders.reviewer(),
        service=service,
        requirement="A094.SECURITY",
        scope=route_of(service, said),
        gates=[Gate.QUALIFICATION],
        granted_on=clock.today(),
        granted_by="QWG",
        reason="Assessment booked",
    )
    document["waivers"].append(
        {
            "id": next(i for i in (f"w-{n}" for n in range(1, 99)) if i not in taken),
            "kind": "waiver",
            "requirement": "A094.SECURITY",
            "scope": said["id"],
            "gates": ["qualification"],
            "granted_on": today(),
            "expires_on": None,
            "granted_by": "QWG",
            "reason": "Assessment booked",
        }
    )


@act
def end_a_waiver(service: SmartDataService, document: Document) -> None:
    said = first([waiver for waiver in document["waivers"] if waiver["granted_on"] <= today()])
    waiver = service.waivers.get(local_id=said["id"])
    end_waiver(actor=builders.reviewer(), waiver=waiver, on=clock.today(), why="Done")
    said["expires_on"] = today()

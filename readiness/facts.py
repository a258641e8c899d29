"""The facts documents of Smart Data Services, built from the tables: what the rules read.

A fixed number of queries, the same for one SDS as for fifty; the order of everything is that of the tables'
positions, so that a document that was imported comes out as it went in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from assumptions.facts import FORMAT
from assumptions.vocabulary import RouteKind
from evidence.models import Decision, Filing, QadSection, RouteUse, Use
from parties.models import CollectionRoute, Programme, SmartDataService
from readiness.models import Waiver

Document = dict[str, Any]

PREFETCHED_ROUTES = Prefetch("routes", CollectionRoute.objects.select_related("collector"))
_NEEDED = (
    "provider",
    "gates",
    PREFETCHED_ROUTES,
    Prefetch("uses", Use.objects.select_related("item__about")),
    "uses__item__decisions",
    Prefetch("uses__route_uses", RouteUse.objects.select_related("route")),
    "uses__filings",
    "qad_sections__history",
    "qad_sign_offs",
    Prefetch("waivers", Waiver.objects.select_related("route", "section")),
)


def facts_documents(services: Iterable[SmartDataService], *, as_of: date) -> dict[UUID, Document]:
    """The facts document of each SDS by its key, with ``as_of`` as given."""
    wanted = list(services)
    if not wanted:
        return {}
    prefetch_related_objects(wanted, *_NEEDED)
    programme = programme_part(Programme.objects.first() or Programme())
    return {service.pk: _document(service, programme, as_of) for service in wanted}


def facts_document(service: SmartDataService, *, as_of: date) -> Document:
    """The facts document of one SDS."""
    return facts_documents([service], as_of=as_of)[service.pk]


def programme_part(programme: Programme) -> Document:
    """The programme's settings as a document has them."""
    return {
        "design_baselines": programme.design_baselines,
        "mdr_scenario_versions": programme.mdr_scenario_versions,
        "gate_dates": programme.gate_dates,
        "lead_times": programme.lead_times,
    }


def _document(service: SmartDataService, programme: Document, as_of: date) -> Document:
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "programme": programme,
        "service": _service(service),
        "routes": [route_part(route) for route in service.routes.all()],
        "evidence": [_evidence(use) for use in service.uses.all()],
        "qad": {
            "sections": [_section(section) for section in service.qad_sections.all()],
            "sign_offs": [
                {"on": signed.on.isoformat(), "signatory": signed.signatory}
                for signed in service.qad_sign_offs.all()
            ],
        },
        "waivers": [_waiver(waiver) for waiver in service.waivers.all()],
    }


def _service(service: SmartDataService) -> Document:
    gates = service.gates.all()
    return {
        "id": service.slug,
        "name": service.name,
        "provider": service.provider.name,
        "role": service.role,
        "participation": service.participation,
        "gate_dates": {at.gate: at.due_on.isoformat() for at in gates if at.due_on},
        "gates_passed": {at.gate: at.passed_on.isoformat() for at in gates if at.passed_on},
    }


def route_part(route: CollectionRoute) -> Document:
    """A route as a document has it."""
    document: Document = {
        "id": route.local_id,
        "kind": route.kind,
        "declared_on": route.declared_on.isoformat(),
        "withdrawn_on": _day(route.withdrawn_on),
        "collector": {
            "name": route.collector.name,
            "category": route.collector_category,
            "dcc_roles": route.collector_dcc_roles,
        },
    }
    if route.kind == RouteKind.SUPPLIER_ROLES:
        document |= {"roles_used": route.roles_used, "own_customers_only": route.own_customers_only}
    return document


def _evidence(use: Use) -> Document:
    item = use.item
    return {
        "id": use.local_id,
        "kind": item.kind,
        "routes": [served.route.local_id for served in use.route_uses.all()],
        "submitted_on": item.submitted_on.isoformat(),
        "withdrawn_on": _day(item.withdrawn_on),
        "expires_on": _day(item.expires_on),
        "decisions": [_decision(decision) for decision in item.decisions.all()],
        "filings": [_filing(filing) for filing in use.filings.all()],
        "details": item.details,
    }


def _decision(decision: Decision) -> Document:
    return {"on": decision.on.isoformat(), "outcome": decision.outcome, "until": _day(decision.until)}


def _filing(filing: Filing) -> Document:
    return {"place": filing.place, "on": filing.on.isoformat(), "withdrawn_on": _day(filing.withdrawn_on)}


def _section(section: QadSection) -> Document:
    return {
        "id": section.local_id,
        "title": section.title,
        "route_kinds": section.route_kinds,
        "history": [{"on": entry.on.isoformat(), "status": entry.status} for entry in section.history.all()],
    }


def _waiver(waiver: Waiver) -> Document:
    scope = waiver.route or waiver.section
    return {
        "id": waiver.local_id,
        "kind": waiver.kind,
        "requirement": waiver.requirement,
        "scope": scope.local_id if scope else None,
        "gates": waiver.gates,
        "granted_on": waiver.granted_on.isoformat(),
        "expires_on": _day(waiver.expires_on),
        "granted_by": waiver.granted_by,
        "reason": waiver.reason,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

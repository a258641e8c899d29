"""The rows of one SDS made to say what a facts document says: in place where an earlier import made them.

Rows are found again by their ids in the document, entries of a history by their place in it. Documents come
whole and in one form (``assumptions.document``). Called by the action ``import_facts`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from assumptions import REQUIREMENTS
from assumptions.vocabulary import Gate, Scope
from evidence.actions.items import whom_it_is_about
from evidence.models import Decision, EvidenceItem, Filing, QadSection, RouteUse, SectionEntry, SignOff, Use
from parties.models import CollectionRoute, Organisation, ServiceGate, SmartDataService
from readiness.models import Waiver

Row = TypeVar("Row", bound=Model)
Part = Mapping[str, Any]


def write_rows(document: Part) -> SmartDataService:
    """Write all that the document says of its SDS, and take away what it says no more."""
    said = document["service"]
    service, _ = SmartDataService.objects.update_or_create(
        slug=said["id"],
        defaults={
            "name": said["name"],
            "provider": _organisation(said["provider"]),
            "role": said["role"],
            "participation": said["participation"],
        },
    )
    _write_gates(service, said)
    routes = _write_routes(service, document["routes"])
    _write_evidence(service, document["evidence"], routes)
    sections = _write_qad(service, document["qad"])
    _write_waivers(service, document["waivers"], routes, sections)
    return service


def _organisation(name: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name)[0]


def _write_gates(service: SmartDataService, said: Part) -> None:
    due, passed = said["gate_dates"], said["gates_passed"]
    rows = [
        {"gate": gate, "due_on": due.get(gate), "passed_on": passed.get(gate)}
        for gate in Gate
        if gate in due or gate in passed
    ]
    _in_place(ServiceGate, {"service": service}, "gate", rows)


def _write_routes(service: SmartDataService, routes: Iterable[Part]) -> dict[str, CollectionRoute]:
    rows = [
        {
            "local_id": route["id"],
            "kind": route["kind"],
            "declared_on": route["declared_on"],
            "withdrawn_on": route["withdrawn_on"],
            "collector": _organisation(route["collector"]["name"]),
            "collector_category": route["collector"]["category"],
            "collector_dcc_roles": route["collector"]["dcc_roles"],
            "roles_used": route.get("roles_used", []),
            "own_customers_only": route.get("own_customers_only"),
        }
        for route in routes
    ]
    return _in_document(CollectionRoute, service, rows)


def _write_evidence(
    service: SmartDataService, evidence: Iterable[Part], routes: Mapping[str, CollectionRoute]
) -> None:
    kept = {use.local_id: use.item for use in service.uses.select_related("item")}
    rows = []
    for said in evidence:
        item = kept.pop(said["id"], None) or EvidenceItem()
        _write_item(item, said, service, [routes[route] for route in said["routes"]])
        rows.append({"local_id": said["id"], "item": item})
    EvidenceItem.objects.filter(pk__in=[item.pk for item in kept.values()]).delete()
    uses = _in_document(Use, service, rows)
    for said in evidence:
        _write_use(uses[said["id"]], said, routes)


def _write_item(
    item: EvidenceItem, said: Part, service: SmartDataService, routes: list[CollectionRoute]
) -> None:
    item.kind = said["kind"]
    item.about = whom_it_is_about(service, [route.collector for route in routes])
    item.submitted_on = said["submitted_on"]
    item.withdrawn_on = said["withdrawn_on"]
    item.expires_on = said["expires_on"]
    item.details = said["details"]
    item.save()
    decisions = [{**decision, "item_submitted_on": said["submitted_on"]} for decision in said["decisions"]]
    _in_order(Decision, {"item": item}, decisions)


def _write_use(use: Use, said: Part, routes: Mapping[str, CollectionRoute]) -> None:
    served = [routes[route] for route in said["routes"]]
    if [row.route for row in use.route_uses.select_related("route")] != served:
        use.route_uses.all().delete()
        RouteUse.objects.bulk_create(
            RouteUse(use=use, route=route, position=position) for position, route in enumerate(served)
        )
    _in_order(Filing, {"use": use}, said["filings"])


def _write_qad(service: SmartDataService, qad: Part) -> dict[str, QadSection]:
    rows = [
        {"local_id": section["id"], "title": section["title"], "route_kinds": section["route_kinds"]}
        for section in qad["sections"]
    ]
    sections = _in_document(QadSection, service, rows)
    for said in qad["sections"]:
        _in_order(SectionEntry, {"section": sections[said["id"]]}, said["history"])
    _in_order(SignOff, {"service": service}, qad["sign_offs"])
    return sections


def _write_waivers(
    service: SmartDataService,
    waivers: Iterable[Part],
    routes: Mapping[str, CollectionRoute],
    sections: Mapping[str, QadSection],
) -> None:
    rows = []
    for said in waivers:
        scope = said["scope"]
        for_section = REQUIREMENTS[said["requirement"]].scope is Scope.SECTION
        fields = {key: said[key] for key in said if key not in {"id", "scope"}}
        rows.append(
            {
                **fields,
                "local_id": said["id"],
                "route": routes[scope] if scope and not for_section else None,
                "section": sections[scope] if scope and for_section else None,
            }
        )
    _in_document(Waiver, service, rows)


def _in_document(model: type[Row], service: SmartDataService, rows: Iterable[Part]) -> dict[str, Row]:
    placed = [{**row, "position": position} for position, row in enumerate(rows)]
    return _in_place(model, {"service": service}, "local_id", placed)


def _in_order(model: type[Row], parent: Part, rows: Iterable[Part]) -> None:
    _in_place(model, parent, "position", [{**row, "position": place} for place, row in enumerate(rows)])


def _in_place(model: type[Row], parent: Part, key: str, rows: Iterable[Part]) -> dict[str, Row]:
    """One row of the parent for each of ``rows``, known by its key; the others of the parent go."""
    manager = model._default_manager  # noqa: SLF001 - the documented way to any model's rows
    left = {getattr(row, key): row for row in manager.filter(**parent)}
    written = {}
    for fields in rows:
        row = left.pop(fields[key], None) or model(**parent)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        written[fields[key]] = row
    manager.filter(pk__in=[row.pk for row in left.values()]).delete()
    return written

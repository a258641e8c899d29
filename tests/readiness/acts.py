"""One act of each sort on an imported SDS, with what it must do to the facts document, written by hand.

Each act takes the SDS and its document, does one thing by an action, and changes the document as it expects
the export to change. It raises ``NothingToDo`` where the document offers nothing to do it to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assumptions.vocabulary import DccRole, EvidenceKind, Gate, PartyCategory, RouteKind
from evidence import actions as evidence
from evidence.models import EvidenceItem, Filing, QadSection, Use
from journal import clock
from parties import actions as parties
from parties.models import CollectionRoute, Organisation, SmartDataService
from readiness.actions import end_waiver, grant_waiver
from tests.parties import builders

Document = dict[str, Any]
Act = Callable[[SmartDataService, Document], None]
ACTS: dict[str, Act] = {}


class NothingToDo(Exception):
    """The document has nothing that this act could be done to."""


def act(function: Act) -> Act:
    ACTS[function.__name__] = function
    return function


def today() -> str:
    return clock.today().isoformat()


T = TypeVar("T")


def first(rows: list[T]) -> T:
    if not rows:
        raise NothingToDo
    return rows[0]


def route_said(document: Document) -> Document:
    routes: list[Document] = document["routes"]
    return first(routes)


def route_of(service: SmartDataService, said: Document) -> CollectionRoute:
    return service.routes.get(local_id=said["id"])


def item_said(document: Document) -> Document:
    papers: list[Document] = [
        said for said in document["evidence"] if not EvidenceKind(said["kind"]).is_a_check
    ]
    return first([said for said in papers if said["submitted_on"] <= today()])


def use_of(service: SmartDataService, said: Document) -> Use:
    return service.uses.get(local_id=said["id"])


def item_of(service: SmartDataService, said: Document) -> EvidenceItem:
    return use_of(service, said).item


def section_said(document: Document) -> Document:
    sections: list[Document] = document["qad"]["sections"]
    return first(sections)


def section_of(service: SmartDataService, said: Document) -> QadSection:
    return service.qad_sections.get(local_id=said["id"])


def new_item(document: Document, kind: str, routes: list[str], **parts: Any) -> Document:
    taken = {said["id"] for said in document["evidence"]}
    identity = next(i for i in ["EV-0001", *(f"EV-0001-{n}" for n in range(2, 99))] if i not in taken)
    return {
        "id": identity,
        "kind": kind,
        "routes": routes,
        "submitted_on": today(),
        "withdrawn_on": None,
        "expires_on": None,
        "decisions": [],
        "filings": [],
        "details": {},
    } | parts


@act
def submit_evidence(service: SmartDataService, document: Document) -> None:
    said, details = route_said(document), {"user_role": "MDR", "issuer": "secas"}
    evidence.submit_evidence(
        actor=builders.member(service.provider),
        service=service,
        kind=EvidenceKind.UEP_CONFIRMATION,
        routes=[route_of(service, said)],
        details=details,
        upload=builders.file_named(),
    )
    document["evidence"].append(new_item(document, "uep_confirmation", [said["id"]], details=details))


@act
def record_check(service: SmartDataService, document: Document) -> None:
    said, details = route_said(document), {"outcome": "listed", "roles": ["IS"]}
    evidence.record_check(
        actor=builders.code_body(),
        service=service,
        route=route_of(service, said),
        kind=EvidenceKind.SUPPLIER_USER_CHECK,
        details=details,
    )
    accepted = {"on": today(), "outcome": "accepted", "until": None}
    document["evidence"].append(
        new_item(document, "supplier_user_check", [said["id"]], details=details, decisions=[accepted])
    )


@act
def accept_evidence(service: SmartDataService, document: Document) -> None:
    said = item_said(document)
    evidence.accept_evidence(actor=builders.reviewer(), item=item_of(service, said), until=clock.today())
    said["decisions"].append({"on": today(), "outcome": "accepted", "until": today()})


@act
def query_evidence(service: SmartDataService, document: Document) -> None:
    said = item_said(document)
    evidence.query_evidence(actor=builders.reviewer(), item=item_of(service, said), reason="Which role?")
    said["decisions"].append({"on": today(), "outcome": "queried", "until": None})


@act
def reject_evidence(service: SmartDataService, document: Document) -> None:
    said = item_said(document)
    evidence.reject_evidence(actor=builders.reviewer(), item=item_of(service, said), reason="Wrong role.")
    said["decisions"].append({"on": today(), "outcome": "rejected", "until": None})


@act
def withdraw_evidence(service: SmartDataService, document: Document) -> None:
    said = item_said(document)
    evidence.withdraw_evidence(actor=builders.reviewer(), item=item_of(service, said))
    said["withdrawn_on"] = today()


@act
def add_use(service: SmartDataService, document: Document) -> None:
    said = first([item for item in document["evidence"] if item["routes"]])
    route = first([route for route in document["routes"] if route["id"] not in said["routes"]])
    evidence.add_use(
        actor=builders.reviewer(),
        item=item_of(service, said),
        service=service,
        routes=[route_of(service, route)],
    )
    said["routes"].append(route["id"])


@act
def file_in_pit(service: SmartDataService, document: Document) -> None:
    said = item_said(document)
    evidence.file_in_pit(actor=builders.reviewer(), use=use_of(service, said))
    said["filings"].append({"place": "pit", "on": today(), "withdrawn_on": None})


@act
def file_in_qad(service: SmartDataService, document: Document) -> None:
    said, section = item_said(document), section_of(service, section_said(document))
    evidence.file_in_qad(actor=builders.reviewer(), use=use_of(service, said), section=section)
    said["filings"].append({"place": "qad", "on": today(), "withdrawn_on": None})


@act
def withdraw_filing(service: SmartDataService, document: Document) -> None:
    said = first([item for item in document["evidence"] if item["filings"]])
    filing = Filing.objects.get(use=use_of(service, said), position=0)
    evidence.withdraw_filing(actor=builders.reviewer(), filing=filing)
    said["filings"][0]["withdrawn_on"] = max(today(), said["filings"][0]["on"])


@act
def add_section(service: SmartDataService, document: Document) -> None:
    kinds = [RouteKind.MDR]
    evidence.add_section(
        actor=builders.reviewer(), service=service, local_id="added", title="Added", route_kinds=kinds
    )
    document["qad"]["sections"].append(
        {"id": "added", "title": "Added", "route_kinds": ["mdr"], "history": []}
    )


@act
def draft_section(service: SmartDataService, document: Document) -> None:
    said = section_said(document)
    evidence.draft_section(actor=builders.member(service.provider), section=section_of(service, said))
    said["history"].append({"on": today(), "status": "drafting"})


@act
def submit_section(service: SmartDataService, document: Document) -> None:
    said = section_said(document)
    evidence.submit_section(actor=builders.member(service.provider), section=section_of(service, said))
    said["history"].append({"on": today(), "status": "submitted"})


@act
def query_section(service: SmartDataService, document: Document) -> None:
    said = section_said(document)
    evidence.query_section(actor=builders.code_body(), section=section_of(service, said), note="Which?")
    said["history"].append({"on": today(), "status": "queried"})


@act
def agree_section(service: SmartDataService, document: Document) -> None:
    said = section_said(document)
    evidence.agree_section(actor=builders.code_body(), section=section_of(service, said))
    said["history"].append({"on": today(), "status": "agreed"})


@act
def sign_qad(service: SmartDataService, document: Document) -> None:
    evidence.sign_qad(actor=builders.member(service.provider), service=service, signatory="A. Director")
    document["qad"]["sign_offs"].append({"on": today(), "signatory": "A. Director"})


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

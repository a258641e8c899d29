"""Acts on evidence items."""

from __future__ import annotations

from typing import Any

from assumptions.vocabulary import EvidenceKind
from evidence import actions as evidence
from evidence.models import Filing
from journal import clock
from parties.models import SmartDataService
from tests.parties import builders
from tests.readiness.acts.said import (
    Document,
    act,
    first,
    item_of,
    item_said,
    route_of,
    route_said,
    section_of,
    section_said,
    today,
    use_of,
)


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
    papers = [item for item in document["evidence"] if item["routes"]]
    said = first([item for item in papers if not EvidenceKind(item["kind"]).is_a_check])
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

"""Acts on the QAD."""

from __future__ import annotations

from assumptions.vocabulary import RouteKind
from evidence import actions as evidence
from parties.models import SmartDataService
from tests.parties import builders
from tests.readiness.acts.said import (
    Document,
    act,
    section_of,
    section_said,
    today,
)


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

"""A party with one secret word in each of its text fields, and one that is its neighbour in every way."""

from __future__ import annotations

from dataclasses import dataclass

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Participation, RouteKind
from evidence.actions import accept_evidence, add_use, file_in_qad, query_evidence
from evidence.models import EvidenceItem, SectionEntry, SignOff, Use
from packs.models import PackKind
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from readiness.models import Waiver
from tests.packs.stocked import made
from tests.parties.builders import (
    BASELINE,
    RIGHT_DETAILS,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    page_named,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)

SECRET = "Quillfeather"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A party that provides an SDS with a collector's route, and collects for the SDS of another."""

    organisation: Organisation
    sds: SmartDataService
    collects_for: SmartDataService
    shared: EvidenceItem
    own: EvidenceItem


def a_neighbour() -> Neighbour:
    party, other, collector = organisation("Brackenfell"), organisation("Emberley"), organisation("Tarnwick")
    sds = service(party, Participation.SIT, slug="brackenfell", name="Brackenfell SDS")
    collects_for = service(other, Participation.SIT, slug="emberley", name="Emberley SDS")
    own_route, route = mdr_route(sds), supplier_route(sds, collector)
    theirs = mdr_route(collects_for, party)
    overview = section(sds, "Overview")
    own = item(sds, EvidenceKind.SEC_ACCESSION, [own_route], decided=DecisionOutcome.ACCEPTED)
    file_in_qad(actor=reviewer(), use=use_of(own), section=overview)
    item(sds, EvidenceKind.PIT_COMPLETION, decided=DecisionOutcome.QUERIED)
    item(collects_for, EvidenceKind.UEPT_CERTIFICATE, [theirs], decided=DecisionOutcome.REJECTED)
    shared = item(sds, EvidenceKind.OUTPUT_TEST, [route], decided=DecisionOutcome.ACCEPTED)
    for kind in PackKind:
        made(sds, kind, by=member(party))
    return Neighbour(party, sds, collects_for, shared, own)


def plant(sds: SmartDataService, route: CollectionRoute) -> None:
    """Everything of an SDS but its own and its provider's name, with the secret in every text."""
    SmartDataService.objects.filter(pk=sds.pk).update(slug=f"{SECRET.lower()}-{sds.slug}")
    CollectionRoute.objects.filter(pk=route.pk).update(local_id=f"{SECRET}-route")
    somebody = member(
        sds.provider, name=f"{SECRET} Person", email=f"{SECRET}-{sds.slug}@example.test".lower()
    )
    paper = _paper(
        sds, somebody, EvidenceKind.MDR_DIP_ID, [route], {"mdr_dip_id": SECRET, "four_digit_id": SECRET}
    )
    accept_evidence(actor=reviewer(name=f"{SECRET} Reviewer"), item=paper, reason=f"{SECRET} accepted")
    accession = _paper(
        sds, somebody, EvidenceKind.PIT_COMPLETION, [], {"design_baseline": f"{SECRET} {BASELINE}"}
    )
    query_evidence(actor=reviewer(), item=accession, reason=f"What is {SECRET}?")
    part = section(sds, f"{SECRET} overview", local_id=f"{SECRET}-s", official_reference=SECRET)
    SectionEntry.objects.create(
        section=part, position=0, on=days_ago(5), status="queried", note=f"{SECRET} note", entered_by=somebody
    )
    SignOff.objects.create(service=sds, position=0, on=days_ago(1), signatory=f"{SECRET} Director")
    Waiver.objects.create(
        service=sds,
        local_id=f"{SECRET}-w",
        position=0,
        requirement="A094.SECURITY",
        route=route,
        gates=[Gate.SIT_CIT],
        granted_on=days_ago(30),
        granted_by=f"{SECRET} Group",
        reason=f"{SECRET} is booked",
    )
    file_in_qad(actor=somebody, use=use_of(paper), section=part)
    Use.objects.filter(item=paper).update(local_id=f"{SECRET}-item")


def _paper(
    sds: SmartDataService,
    by: Person,
    kind: EvidenceKind,
    routes: list[CollectionRoute],
    details: dict[str, str],
) -> EvidenceItem:
    file = page_named(f"{SECRET}.pdf", SECRET)
    return item(sds, kind, routes, RIGHT_DETAILS[kind] | details, by=by, file=file)


def a_secret_party(beside: Neighbour) -> SmartDataService:
    """A competitor: its names are secret too. It uses a paper that the neighbour uses."""
    party, collector = organisation(f"{SECRET} Ltd"), organisation(f"{SECRET} Collectors")
    sds = service(party, Participation.SIT, slug=SECRET.lower(), name=f"{SECRET} SDS")
    plant(sds, mdr_route(sds))
    supplier_route(sds, collector)
    tarnwick = beside.sds.routes.get(kind=RouteKind.SUPPLIER_ROLES).collector
    route = supplier_route(sds, tarnwick)
    add_use(actor=reviewer(), item=beside.shared, service=sds, routes=[route])
    Use.objects.filter(service=sds, item=beside.shared).update(local_id=f"{SECRET}-shared")
    for kind in PackKind:
        made(sds, kind, by=member(party, name=f"{SECRET} Maker"))
    return sds

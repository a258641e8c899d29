"""An SDS with something of everything that a pack tells of, and packs of it."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from assumptions import REQUIREMENTS
from assumptions.outcome import Case
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from evidence.actions import accept_evidence, file_in_qad
from evidence.models import SectionEntry
from packs.actions import request_pack
from packs.models import Pack, PackKind
from packs.tasks import make_pack
from parties.models import Person, SmartDataService
from readiness.models import Waiver
from tests.parties.builders import (
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)

STUB = b"%PDF-1.7 a stub"


def stocked() -> SmartDataService:
    """Two routes; papers accepted, in review, queried and rejected; a QAD of two sections; a waiver."""
    programme()
    sds = service(
        organisation("Brackenfell Data"), Participation.SIT, slug="brackenfell", name="Brackenfell SDS"
    )
    mdr, supplier = mdr_route(sds), supplier_route(sds, organisation("Tarnwick Energy"))
    overview, routes = (
        section(sds, "Service overview"),
        section(sds, "Collection / routes", route_kinds=["mdr"]),
    )
    SectionEntry.objects.create(
        section=overview, position=0, on=days_ago(5), status="queried", note="Name both."
    )
    accession = item(
        sds, EvidenceKind.SEC_ACCESSION, [mdr], file=file_named("=SUM(1).pdf", b"%PDF-1.7\n% accession\n")
    )
    accept_evidence(actor=reviewer(), item=accession, reason="=cmd|' /C calc'!A0")
    for placed in (overview, routes):
        file_in_qad(actor=reviewer(), use=use_of(accession), section=placed)
    certificate = item(
        sds,
        EvidenceKind.UEPT_CERTIFICATE,
        [mdr],
        file=file_named("zertifikat ü/..\\x.pdf", b"%PDF-1.7\n% uept\n"),
    )
    accept_evidence(actor=reviewer(), item=certificate)
    file_in_qad(actor=reviewer(), use=use_of(certificate))
    accepted = DecisionOutcome.ACCEPTED
    item(
        sds,
        EvidenceKind.DCC_CONNECTION,
        [mdr],
        decided=accepted,
        file=file_named(content=b"%PDF-1.7\n% conn\n"),
    )
    item(sds, EvidenceKind.DCC_ADAPTER, [mdr], file=file_named(content=b"%PDF-1.7\n% adapter\n"))
    item(sds, EvidenceKind.OUTPUT_TEST, [supplier], decided=DecisionOutcome.REJECTED)
    item(sds, EvidenceKind.SUPPLIER_USER_CHECK, [supplier])
    Waiver.objects.create(
        service=sds,
        local_id="w1",
        position=0,
        requirement="A094.SECURITY",
        route=mdr,
        gates=["sit_cit"],
        granted_on=days_ago(30),
        granted_by="SIT Working Group",
        reason="Assessment booked for December",
    )
    return SmartDataService.objects.get(pk=sds.pk)


def break_rule(monkeypatch: pytest.MonkeyPatch, requirement: str) -> None:
    """Let the rule of that requirement raise."""

    def raises(case: Case) -> NoReturn:
        raise ZeroDivisionError

    broken = replace(REQUIREMENTS[requirement], decide=raises)
    monkeypatch.setattr("assumptions.findings.REQUIREMENTS", {**REQUIREMENTS, requirement: broken})


def asked(sds: SmartDataService, kind: PackKind = PackKind.READINESS, *, by: Person | None = None) -> Pack:
    return request_pack(actor=by or member(sds.provider), service=sds, kind=kind, as_of=days_ago(0))


def made(sds: SmartDataService, kind: PackKind = PackKind.READINESS, *, by: Person | None = None) -> Pack:
    """A pack that was asked for and run; failed or done."""
    pack = asked(sds, kind, by=by)
    return run(pack)


def run(pack: Pack) -> Pack:
    make_pack(str(pack.job_id))
    return Pack.objects.select_related("job", "service__provider").get(pk=pack.pk)

"""What a collector has not shared is told by no sentence and no step; what others take is told to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from evidence.actions import give_consent
from evidence.models import EvidenceItem, Recipient
from journal import clock
from packs.models import PackKind
from packs.readiness_pdf import RenderedPdf, readiness_html
from parties.actions import withdraw_route
from parties.models import Person, SmartDataService
from parties.permissions import may
from tests.packs.stocked import made
from tests.parties.builders import (
    item,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db
ACCEPTED = DecisionOutcome.ACCEPTED
ANOTHER_ROLE = {"user_role": "IS", "issuer": "secas"}
DSP_NOT_TOLD = {"mdr_dip_id": "1", "four_digit_id": "0042", "notified_css": True, "notified_dsp": False}
CERTIFIED = {"user_role": "MDR", "scenarios_version": "x"}


@pytest.fixture(autouse=True)
def _as_words(monkeypatch):
    monkeypatch.setattr(
        "packs.making.render_readiness_pdf",
        lambda snapshot: RenderedPdf(readiness_html(snapshot).encode() + str(snapshot).encode(), 1),
    )
    programme()


def collected(
    kind: EvidenceKind, details: dict[str, Any] | None = None, *, by_supplier: bool = False
) -> tuple[SmartDataService, EvidenceItem, Person]:
    """An SDS, a paper that its collector handed in and does not share, and that collector's member."""
    sds = service(organisation(), Participation.SIT if by_supplier else Participation.NON_SIT)
    collector = organisation()
    route = supplier_route(sds, collector, dcc_roles=()) if by_supplier else mdr_route(sds, collector)
    theirs = member(collector)
    return sds, item(sds, kind, [route], details, by=theirs, decided=ACCEPTED), theirs


def readers(sds: SmartDataService) -> list[Person]:
    provider = member(sds.provider)
    give_consent(actor=provider, service=sds, recipient=Recipient.QWG)
    return [provider, qwg()]


@pytest.mark.parametrize(
    ("kind", "details", "tells"),
    [
        (EvidenceKind.UEP_CONFIRMATION, ANOTHER_ROLE, "for the MDR role ("),
        (EvidenceKind.MDR_DIP_ID, DSP_NOT_TOLD, "tell DSP"),
        (EvidenceKind.UEPT_CERTIFICATE, CERTIFIED, "has completed UEPT in the MDR role"),
    ],
)
def test_no_sentence_and_no_step_tells_what_a_hidden_paper_says(kind, details, tells):
    sds, _, collector = collected(kind, details)
    address = reverse("readiness:service", args=[sds.pk])
    for reader in readers(sds):
        assert tells not in words(page(reader, address, gate="qualification"))
        assert tells.encode() not in made(sds, PackKind.QAD, by=reader).content.open("rb").read()
    assert tells in words(page(reviewer(), address, gate="qualification"))
    give_consent(actor=collector, service=sds, recipient=Recipient.PROVIDER)
    assert tells in words(page(member(sds.provider), address, gate="qualification"))


def test_a_certificate_that_a_rule_passes_over_is_not_told_as_missing():
    sds, _, _ = collected(EvidenceKind.UEPT_CERTIFICATE, CERTIFIED, by_supplier=True)
    address = reverse("readiness:service", args=[sds.pk])
    missing = "has not handed in a UEPT certificate for"
    for reader in readers(sds):
        assert missing not in words(page(reader, address, gate="sit_functional"))
    assert missing in words(page(reviewer(), address, gate="sit_functional"))


def test_who_is_to_act_on_a_hidden_paper_is_who_acts_on_any_such(monkeypatch):
    def told(details: dict[str, Any]) -> object:
        sds, _, _ = collected(EvidenceKind.MDR_DIP_ID, details)
        snapshot = made(sds, by=member(sds.provider)).snapshot
        assert snapshot
        found = snapshot["result"]["gates"]["qualification"]["findings"]
        steps = snapshot["next_steps"]["qualification"]
        return [step for one, step in zip(found, steps, strict=True) if one["requirement"].startswith("A201")]

    assert told(DSP_NOT_TOLD) == told(DSP_NOT_TOLD | {"notified_css": False})


def test_a_use_where_there_is_consent_opens_no_paper_that_is_not_shared():
    provider, collector = organisation("Provider"), organisation("Collector")
    one, shared = service(provider), service(provider)
    mdr_route(one, collector)
    there = mdr_route(shared, collector)
    somebody = member(provider)
    give_consent(actor=member(collector), service=shared, recipient=Recipient.PROVIDER)
    paper = item(one, EvidenceKind.MDR_DIP_ID, [one.routes.get()], DSP_NOT_TOLD, by=member(collector))
    address = reverse("readiness:item", args=[paper.pk])
    assert "Use it here too" not in page(somebody, address)
    sent = {"service": shared.pk, "route": there.pk}
    signed_in(somebody).post(reverse("readiness:add_use", args=[paper.pk]), sent)
    assert not may(somebody, "evidence.see_contents", paper)
    assert paper.uses.count() == 1


def test_a_collector_ends_its_consent_though_it_collects_no_more():
    sds, paper, collector = collected(EvidenceKind.MDR_DIP_ID)
    consent = give_consent(actor=collector, service=sds, recipient=Recipient.PROVIDER)
    portfolio, end = reverse("readiness:portfolio"), reverse("readiness:withdraw_consent", args=[consent.pk])
    assert end not in page(collector, portfolio), "it is on the page of the SDS"
    provider = member(sds.provider)
    withdraw_route(actor=provider, route=sds.routes.get(), on=clock.today())
    assert "Still shared" in words(page(collector, portfolio))
    assert end in page(collector, portfolio)
    assert signed_in(collector).post(end)["Location"] == portfolio
    assert not may(provider, "evidence.see_contents", paper)
    assert "Still shared" not in words(page(collector, portfolio))


def test_who_takes_a_pack_with_a_collectors_papers_is_told_to_the_collector():
    sds, paper, collector = collected(EvidenceKind.DCC_ADAPTER)
    provider = member(sds.provider, name="Oona Strand")
    timelines = (
        reverse("readiness:item_timeline", args=[paper.pk]),
        reverse("readiness:organisation_timeline", args=[collector.organisation_id]),
    )
    unshared = made(sds, PackKind.QAD, by=provider)
    signed_in(provider).get(reverse("packs:download_pack", args=[unshared.pk]))
    assert all("Oona Strand downloaded" not in words(page(collector, each)) for each in timelines)
    give_consent(actor=collector, service=sds, recipient=Recipient.PROVIDER)
    pack = made(sds, PackKind.QAD, by=provider)
    signed_in(provider).get(reverse("packs:download_pack", args=[pack.pk]))
    assert all(
        f"Oona Strand downloaded {pack.reference}" in words(page(collector, each)) for each in timelines
    )
    service_timeline = words(page(reviewer(), reverse("readiness:service_timeline", args=[sds.pk])))
    assert service_timeline.count(f"downloaded {pack.reference}") == 1

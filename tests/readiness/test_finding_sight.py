"""To whom how much of a finding is told: a collector’s papers, and a collector itself."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import (
    DecisionOutcome,
    EvidenceKind,
    Gate,
    Participation,
    WaiverKind,
    applicable_gates,
)
from evidence.actions import give_consent
from evidence.models import Recipient
from journal import clock
from parties.actions import record_gate_passed, set_gate_date
from parties.models import CollectionRoute, SmartDataService
from readiness.actions import grant_waiver
from tests.parties.builders import (
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    section,
    service,
)
from tests.readiness.pages import page, signed_in, words
from tests.readiness.test_finding import CONFIRMED, url

pytestmark = pytest.mark.django_db
ACCEPTED = DecisionOutcome.ACCEPTED


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    return service(name="Brackenfell Data")


@pytest.fixture
def route(sds: SmartDataService) -> CollectionRoute:
    return mdr_route(sds)


def test_what_a_collector_has_not_shared_is_told_by_no_condition(sds: SmartDataService):
    collector = organisation("Lark Metering")
    hidden = mdr_route(sds, collector)
    theirs = member(collector)
    item(
        sds,
        EvidenceKind.UEP_CONFIRMATION,
        [hidden],
        {"user_role": "IS", "issuer": "secas"},
        by=theirs,
        decided=ACCEPTED,
    )
    provider = member(sds.provider)
    give_consent(actor=provider, service=sds, recipient=Recipient.QWG)
    for gate in ("qualification_testing", "qualification"):
        address = url(sds, CONFIRMED, hidden, gate)
        for reader in (provider, qwg()):
            markup = page(reader, address)
            assert "so they are not shown" in words(markup)
            assert "fails" not in words(markup)
            assert "qt-way" not in markup
        assert "EV-0001" in page(provider, address)
        assert "EV-0001" not in page(qwg(), address)
        for reader in (reviewer(), code_body(), theirs):
            assert "It is for the User Role MDR fails" in words(page(reader, address))
    give_consent(actor=theirs, service=sds, recipient=Recipient.PROVIDER)
    assert "It is for the User Role MDR fails" in words(page(provider, url(sds, CONFIRMED, hidden)))


def test_a_collector_opens_its_own_routes_and_learns_no_more_of_the_service(
    sds: SmartDataService, route: CollectionRoute
):
    collector = organisation("Lark Metering")
    own = mdr_route(sds, collector)
    other = mdr_route(sds, organisation("Another Collector"))
    theirs = member(collector)
    record_gate_passed(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=days_ago(1))
    said = words(page(theirs, url(sds, CONFIRMED, own)))
    assert "Outstanding for Qualification" in said
    assert "Your routes in Brackenfell Data" in said
    for hidden in (
        sds.slug,
        "Another Collector",
        "passed on",
        "Once it is met",
        "Of others",
        "manage.py",
        "due on",
    ):
        assert hidden not in said, hidden
    client = signed_in(theirs)
    for address in (
        url(sds, CONFIRMED, route),
        url(sds, CONFIRMED, other),
        url(sds, "SDS.WHOLE_ROLE"),
        url(sds, "QAD.SECTION", section(sds)),
    ):
        assert client.get(address).status_code == 404, address
    assert url(sds, CONFIRMED, own) in page(theirs, reverse("readiness:collecting", args=[sds.pk]))


def test_a_collector_learns_of_a_papers_lead_time_but_not_how_near_the_gate_is(sds: SmartDataService):
    programme(lead_times={"security_assessment": 30})
    collector = organisation("Lark Metering")
    mdr_route(sds, collector)
    for gate in applicable_gates(Participation(sds.participation)):
        set_gate_date(actor=reviewer(), service=sds, gate=gate, on=clock.today())
    whole = reverse("readiness:service", args=[sds.pk])
    own = reverse("readiness:collecting", args=[sds.pk])
    assert "lead time 30 days, more than is left" in words(
        page(member(sds.provider), whole, gate="qualification")
    )
    said = words(page(member(collector), own))
    assert "lead time 30 days" in said
    assert "more than is left" not in said


def test_why_a_collectors_paper_is_set_aside_is_the_providers_to_know(sds: SmartDataService):
    collector = organisation("Lark Metering")
    own = mdr_route(sds, collector)
    grant_waiver(
        actor=reviewer(),
        service=sds,
        kind=WaiverKind.WAIVER,
        requirement="A094.SECURITY",
        scope=own,
        gates=[Gate.QUALIFICATION],
        granted_on=clock.today(),
        expires_on=None,
        granted_by="Secret Group",
        reason="Secret reason",
    )
    said = words(page(member(collector), url(sds, "A094.SECURITY", own)))
    assert "It is set aside for now." in said
    assert "Secret" not in said

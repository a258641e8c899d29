"""A collector's own view of another's SDS, and what the provider sees of a collector's papers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Participation
from evidence.actions import query_evidence
from evidence.models import Consent, EvidenceItem
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
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db
QUESTION = "Which release was under test?"


@pytest.fixture
def sds():
    programme()
    return service(organisation("Emberley Data"), Participation.SIT, name="Emberley SDS")


@pytest.fixture
def route(sds):
    mdr_route(sds)
    return mdr_route(sds, organisation("Lark Metering"))


@pytest.fixture
def collector(route):
    return member(route.collector)


@pytest.fixture
def paper(sds, route, collector):
    details = {"user_role": "MDR", "scenarios_version": "CTSD 9.9"}
    certificate = EvidenceKind.UEPT_CERTIFICATE
    found = item(sds, certificate, [route], details, by=collector, file=file_named("lark-uept.pdf"))
    query_evidence(actor=reviewer(), item=found, reason=QUESTION)
    return found


def collecting(sds) -> str:
    return reverse("readiness:collecting", args=[sds.pk])


def test_a_collector_sees_its_routes_and_items_and_nothing_else(sds, route, collector, paper):
    own = item(sds, EvidenceKind.SEC_ACCESSION, [sds.routes.earliest("position")])
    section(sds, "How Emberley works")
    Waiver.objects.create(
        service=sds,
        local_id="w1",
        position=0,
        requirement="A094.SECURITY",
        route=route,
        gates=[Gate.SIT_CIT, Gate.QUALIFICATION],
        granted_on=days_ago(30),
        granted_by="The Evening Group",
        reason="Booked for December",
    )
    text = words(page(collector, collecting(sds)))
    for told in ("Your routes in Emberley SDS", "Route 2, MDR", paper.reference, QUESTION, "Queried"):
        assert told in text
    for hidden in ("Route 1", own.reference, "How Emberley works", "Evening Group", "December", "Director"):
        assert hidden not in text
    assert "Emberley SDS Route 2, MDR; Emberley Data provides it" in words(page(collector, "/"))


def test_a_collector_hands_in_for_its_routes_alone(sds, route, collector):
    other = sds.routes.earliest("position")
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    text = page(collector, address)
    assert f"sec_accession.{route.pk}" in text
    assert str(other.pk) not in text
    assert 'value="pit_completion"' not in text
    assert "First what your routes still need." in words(text)

    client = signed_in(collector)
    for key in (f"sec_accession.{other.pk}", "pit_completion"):
        answer = client.post(address, {"paper": key, "upload": file_named()})
        assert "Choose what it is for." in answer.content.decode()
    assert not EvidenceItem.objects.exists()
    right = {
        "paper": f"sec_accession.{route.pk}",
        "upload": file_named(),
        "all_the_same": "on",
        "why_it_counts": "So agreed",
    }
    assert client.post(address, right).status_code == 302
    handed_in = EvidenceItem.objects.get()
    assert (handed_in.about, handed_in.handed_in_for) == (route.collector, route.collector)


def test_the_provider_sees_that_it_is_there_and_the_rest_with_consent(sds, collector, paper):
    provider = member(sds.provider)
    address = reverse("readiness:item", args=[paper.pk])
    secrets = ("CTSD 9.9", QUESTION, "lark-uept.pdf", collector.name)

    for asked in (address, f"{reverse('readiness:service', args=[sds.pk])}?gate=qualification"):
        said = words(page(provider, asked))
        assert paper.reference in said
        assert "UEPT certificate" in said or "Queried" in said
        assert [secret for secret in secrets if secret in said] == []
    assert "Held by Lark Metering, not shared." in words(page(provider, address))

    client = signed_in(collector)
    client.post(reverse("readiness:share_with_provider", args=[sds.pk]))
    said = words(page(provider, address))
    assert [secret for secret in secrets if secret not in said] == []
    assert "You share your items with Emberley Data" in words(page(collector, collecting(sds)))

    client.post(reverse("readiness:withdraw_consent", args=[Consent.objects.get().pk]))
    assert [secret for secret in secrets if secret in words(page(provider, address))] == []
    assert [secret for secret in secrets if secret not in words(page(collector, address))] == []


def test_what_the_provider_handed_in_itself_it_keeps_seeing(sds, route):
    details = {"user_role": "MDR", "scenarios_version": "CTSD 9.9"}
    provider = member(sds.provider)
    paper = item(
        sds,
        EvidenceKind.UEPT_CERTIFICATE,
        [route],
        details,
        by=provider,
        file=file_named("lark-uept.pdf"),
        decided=DecisionOutcome.REJECTED,
    )
    said = words(page(provider, reverse("readiness:item", args=[paper.pk])))
    assert "CTSD 9.9" in said
    assert "lark-uept.pdf" in said
    assert "This is another company's letter." in said


def test_what_only_the_provider_files_is_no_step_of_the_collectors(sds, collector):
    route = supplier_route(sds, collector.organisation)
    test = item(sds, EvidenceKind.OUTPUT_TEST, [route], decided=DecisionOutcome.ACCEPTED)
    at_the_item = reverse("readiness:item", args=[test.pk])
    to_file = f'File <span class="qt-id">{test.reference}</span> in the PIT evidence'
    assert f'<a href="{at_the_item}">{to_file}' in page(
        member(sds.provider), f"{reverse('readiness:service', args=[sds.pk])}?gate=qualification"
    )
    theirs = page(collector, collecting(sds))
    assert to_file in theirs
    assert f'<a href="{at_the_item}">{to_file}' not in theirs
    assert "Test the output messages" not in words(page(collector, "/"))

"""What QWG members see: numbers over all services, and the page and pack of those shared with them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind, Participation
from evidence.actions import query_evidence
from evidence.models import Consent
from packs.actions import request_pack
from packs.models import PackKind
from parties.errors import NotAllowed
from parties.models import Role
from tests.parties.builders import (
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    person,
    programme,
    reviewer,
    service,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db
DETAILS = {"party_category": "other_sec_party"}


@pytest.fixture
def sds():
    """An accession of the provider's own and one of a collector's, each queried in other words."""
    programme()
    found = service(organisation("Emberley Data"), Participation.SIT, name="Emberley SDS")
    mdr_route(service(organisation("Vexmoor Energy"), name="Vexmoor SDS"))
    theirs = mdr_route(found, organisation("Lark Metering"))
    for route, by in ((mdr_route(found), member(found.provider)), (theirs, member(theirs.collector))):
        paper = item(found, EvidenceKind.SEC_ACCESSION, [route], DETAILS, by=by, file=file_named("uept.pdf"))
        query_evidence(actor=reviewer(), item=paper, reason=f"Asked of {route.collector}?")
    return found


@pytest.fixture
def qwg():
    return person(Role.QWG)


def share(sds) -> None:
    signed_in(member(sds.provider)).post(reverse("readiness:share_with_qwg", args=[sds.pk]))


def test_without_consent_there_are_numbers_and_no_names(sds, qwg):
    said = words(page(qwg, "/"))
    assert "All Smart Data Services 2 in numbers, without names" in said
    assert "Qualification 0 0 0 2" in said
    for name in ("Emberley", "Vexmoor", "Lark"):
        assert name not in said
    assert signed_in(qwg).get(reverse("readiness:service", args=[sds.pk])).status_code == 404


def test_with_consent_the_page_is_there_to_read(sds, qwg):
    share(sds)
    assert "Emberley SDS" in words(page(qwg, "/"))
    assert "Vexmoor" not in words(page(qwg, "/"))
    markup = page(qwg, reverse("readiness:service", args=[sds.pk]))
    assert "Asked of Emberley Data?" in words(markup)
    assert "Asked of Lark Metering?" not in words(markup)
    for reached in ("/items/", "/files/", "/hand-in/"):
        assert reached not in markup
    for paper in sds.uses.all():
        assert signed_in(qwg).get(reverse("readiness:item", args=[paper.item_id])).status_code == 404
        file = paper.item.files.get()
        answer = signed_in(qwg).get(reverse("evidence:download_file", args=[file.pk]))
        assert answer.status_code == (200 if paper.item.about == sds.provider else 404)


def test_the_provider_says_so_on_its_page_and_takes_it_back(sds, qwg):
    share(sds)
    address = reverse("readiness:service", args=[sds.pk])
    assert "QWG members see this page" in words(page(member(sds.provider), address))
    assert "What the QWG sees" not in words(page(reviewer(), address))
    consent = Consent.objects.get()
    answer = signed_in(member(sds.provider)).post(reverse("readiness:withdraw_consent", args=[consent.pk]))
    assert answer["Location"] == address
    assert signed_in(qwg).get(address).status_code == 404


def test_the_qwg_makes_the_readiness_pack_of_what_is_shared_and_no_other(sds, qwg):
    def ask(kind):
        return request_pack(actor=qwg, service=sds, kind=kind, as_of=days_ago(0))

    with pytest.raises(NotAllowed):
        ask(PackKind.READINESS)
    share(sds)
    asked = ask(PackKind.READINESS)
    said = words(page(qwg, reverse("packs:service_packs", args=[sds.pk])))
    assert asked.reference in said
    assert signed_in(qwg).get(reverse("packs:pack", args=[asked.pk])).status_code == 200
    theirs = request_pack(actor=member(sds.provider), service=sds, kind=PackKind.READINESS, as_of=days_ago(0))
    assert signed_in(qwg).get(reverse("packs:pack", args=[theirs.pk])).status_code == 404

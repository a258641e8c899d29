"""Nobody finds by searching what they would not come to by following links."""

from __future__ import annotations

import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import give_consent
from evidence.models import EvidenceItem, Recipient
from journal import clock
from packs.readiness_pdf import RenderedPdf
from parties.models import Person
from readiness.queries.search import Found, page_of, search
from tests.access.planted import SECRET, Neighbour, a_neighbour, a_secret_party, plant
from tests.packs.stocked import STUB
from tests.parties.builders import (
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
)
from tests.readiness.pages import page

pytestmark = pytest.mark.django_db
WORDS = ("SDS", "Ltd", "test", "certificate", "Brackenfell", "MDR DIP ID", "1", "pdf", "A203", "e")


@pytest.fixture
def beside(monkeypatch) -> Neighbour:
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))
    programme()
    return a_neighbour()


def found_by(person: Person, words: str) -> Found:
    return search(person, words, clock.today())


def names(found: Found) -> dict[str, list[str]]:
    return {hits.title: [hit.name for hit in hits.shown] for hits in found.hits}


def test_a_competitors_secret_is_found_by_none_and_changes_nothing_that_is_found(beside):
    who = [member(beside.organisation), member(beside.organisation, is_superuser=True), qwg()]
    before = [[found_by(person, word) for word in WORDS] for person in who]
    a_secret_party(beside)

    assert [[found_by(person, word) for word in WORDS] for person in who] == before
    assert [found_by(person, SECRET) for person in who] == [Found()] * 3
    secrets = EvidenceItem.objects.filter(about__name__contains=SECRET)
    assert {page_of(person, secret.reference) for person in who for secret in secrets} == {""}
    assert found_by(reviewer(), SECRET).number >= 5


def test_a_collector_finds_nothing_of_the_rest_of_an_sds_that_it_collects_for(beside):
    collector, sds = member(beside.organisation), beside.collects_for
    before = [found_by(collector, word) for word in WORDS]
    plant(sds, mdr_route(sds))

    assert [found_by(collector, word) for word in WORDS] == before
    assert found_by(collector, SECRET) == Found()
    assert names(found_by(member(sds.provider), SECRET)) == {"Items": ["PIT completion", "MDR DIP ID"]}


def test_a_provider_finds_what_its_collectors_paper_says_only_with_consent(beside):
    route = mdr_route(beside.sds, organisation("Lark Metering"))
    collector, provider = member(route.collector), member(beside.organisation)
    details = {"mdr_dip_id": SECRET, "four_digit_id": "0471"}
    item(
        beside.sds,
        EvidenceKind.MDR_DIP_ID,
        [route],
        details,
        by=collector,
        file=file_named(f"{SECRET}-b.pdf"),
    )
    inside = (SECRET, "0471", f"{SECRET}-b.pdf")

    assert [names(found_by(collector, word)) for word in inside] == [{"Items": ["MDR DIP ID"]}] * 3
    assert [found_by(provider, word) for word in inside] == [Found()] * 3
    assert names(found_by(provider, "Lark DIP")) == {"Items": ["MDR DIP ID"]}
    give_consent(actor=collector, service=beside.sds, recipient=Recipient.PROVIDER)
    assert [names(found_by(provider, word)) for word in inside] == [{"Items": ["MDR DIP ID"]}] * 3


def test_the_page_of_what_is_not_there_says_so_and_names_nothing_else(beside):
    secret = a_secret_party(beside)
    shown = page(member(beside.organisation), "/search/", q=f"{SECRET} Ltd")
    assert f"Nothing that you can see matches “{SECRET} Ltd”" in shown
    assert str(secret.pk) not in shown
    assert str(secret.pk) in page(code_body(), "/search/", q=f"{SECRET} Ltd")

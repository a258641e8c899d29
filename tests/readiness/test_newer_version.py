"""Handing in a newer version, reviewing it, and handing in the very same file again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import accept_evidence, add_use, file_in_pit
from evidence.models import EvidenceItem
from parties.models import Person, SmartDataService
from tests.papers import paper as paper_of
from tests.parties.builders import (
    code_body,
    days_ago,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    use_of,
)
from tests.readiness.pages import nothing_changes, page, sent, signed_in, words
from tests.readiness.test_hand_in_evidence import address, hand_in, key

pytestmark = pytest.mark.django_db
KIND = EvidenceKind.DCC_ADAPTER
ANOTHER = paper_of(b"another")


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    found = service(organisation("Emberley"), name="Emberley SDS")
    mdr_route(found)
    return found


@pytest.fixture
def nia(sds: SmartDataService) -> Person:
    return member(sds.provider)


@pytest.fixture
def older(sds: SmartDataService, nia: Person) -> EvidenceItem:
    found = item(
        sds,
        KIND,
        [sds.routes.get()],
        decided=DecisionOutcome.ACCEPTED,
        by=nia,
        submitted_on=days_ago(40),
        file=file_named("adapter.pdf", paper_of(b"the first")),
    )
    file_in_pit(actor=reviewer(), use=use_of(found))
    return found


def at(name: str, shown: EvidenceItem) -> str:
    return reverse(f"readiness:{name}", args=[shown.pk])


def hand_in_newer(person: Person, sds: SmartDataService, older: EvidenceItem) -> EvidenceItem:
    upload = file_named("adapter-2.pdf", ANOTHER)
    hand_in(person, sds, key(KIND, sds.routes.get()), replaces=str(older.pk), upload=upload)
    return EvidenceItem.objects.get(replaces=older)


def test_the_page_of_an_item_leads_to_its_newer_version(sds, nia, older):
    markup = page(nia, at("item", older))
    link = f"{address(sds)}?paper={key(KIND, sds.routes.get())}&amp;replaces={older.pk}"
    assert f'href="{link}">Hand in a newer version</a>' in markup
    form = page(nia, address(sds), paper=key(KIND, sds.routes.get()), replaces=str(older.pk))
    assert f'<option value="{older.pk}" selected>{older.reference}, handed in on' in form
    assert "Hand in a newer version" not in page(code_body(), at("item", older))


def test_without_an_older_one_nothing_is_asked(sds, nia):
    assert "Is it a newer version?" not in page(nia, address(sds), paper=key(KIND, sds.routes.get()))


def test_what_gives_way_and_what_is_taken_over_is_shown_before_accepting(sds, nia, older):
    elsewhere = service(sds.provider, name="Emberley North")
    add_use(actor=reviewer(), item=older, service=elsewhere, routes=[mdr_route(elsewhere)])
    newer = hand_in_newer(nia, sds, older)
    said = words(page(reviewer(), at("review", newer)))
    assert f"It is a newer version of {older.reference}" in said
    assert "Emberley SDS: Route 1, MDR, filed in the PIT evidence" in said
    assert "Emberley North: Route 1, MDR" in said
    accept_evidence(actor=reviewer(), item=newer)
    for person in (nia, reviewer()):
        assert "Replaced by a newer version on" in words(page(person, at("item", older)))
        assert at("item", newer) in page(person, at("item", older))
        assert f"Newer version of {older.reference}" in words(page(person, at("item", newer)))
    assert "adapter.pdf" in page(nia, at("item", older)), "the old one stays readable"


def test_the_review_asks_as_few_things_where_something_gives_way(
    sds, nia, older, django_assert_max_num_queries
):
    newer, maeve = hand_in_newer(nia, sds, older), reviewer()
    client = signed_in(maeve)
    client.get(at("review", newer))
    with django_assert_max_num_queries(23):
        assert client.get(at("review", newer)).status_code == 200


def test_a_newer_version_of_what_is_no_longer_in_force_is_refused_next_to_its_field(sds, nia, older):
    paper = key(KIND, sds.routes.get())
    upload = file_named("adapter-2.pdf", ANOTHER)
    sent(nia, at("withdraw_evidence", older), {"withdraw": "yes", "why": "Wrong"})
    with nothing_changes():
        answer = hand_in(nia, sds, paper, replaces=str(older.pk), upload=upload)
    assert "Choose one of those that are in force here." in words(answer.content.decode())


def test_the_same_bytes_are_told_and_never_refused(sds, nia, older):
    paper = key(KIND, sds.routes.get())
    again = lambda: file_named("copy.pdf", paper_of(b"the first"))  # noqa: E731
    with nothing_changes():
        said = words(hand_in(nia, sds, paper, upload=again()).content.decode())
    assert "This very file was handed in before" in said
    assert f"{older.reference}, handed in on" in said
    assert "DCC adapter of Emberley" in said
    assert "it counts in Emberley SDS" in said
    hand_in(nia, sds, paper, upload=again(), same_again="on")
    assert EvidenceItem.objects.count() == 2


def test_the_same_bytes_of_others_are_told_to_nobody(sds, older):
    other = service(organisation("Vexmoor"))
    route = mdr_route(other)
    upload = file_named("copy.pdf", paper_of(b"the first"))
    answer = hand_in(member(other.provider), other, key(KIND, route), upload=upload)
    assert answer.status_code == 302
    assert EvidenceItem.objects.filter(about=other.provider).count() == 1

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from parties.models import SmartDataService
from tests.parties.builders import (
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db

QUERIES = 12  # of which the page around it takes most


@pytest.fixture(autouse=True)
def _programme() -> None:
    programme()


def brackenfell() -> SmartDataService:
    sds = service(
        organisation("Brackenfell"), Participation.SIT, slug="brackenfell", name="Brackenfell Data Services"
    )
    item(
        sds,
        EvidenceKind.MDR_DIP_ID,
        [mdr_route(sds)],
        {"mdr_dip_id": "1000000471", "four_digit_id": "0471"},
        decided=DecisionOutcome.ACCEPTED,
        file=file_named("DIP letter final.pdf"),
    )
    return sds


def found(asked: str) -> str:
    return words(page(reviewer(), "/search/", q=asked).split("<h1>Search</h1>")[1])


def test_a_service_is_found_by_its_name_its_provider_and_its_collectors():
    sds = brackenfell()
    supplier_route(sds, organisation("Tarnwick Energy"))
    for asked in ("brackenfell data", "Brackenfell", "tarnwick", "Tarnwick Services"):
        assert "Smart Data Services Brackenfell Data Services Brackenfell, SIT participant" in found(asked)
    assert "Nothing that you can see matches “Brakenfell”" in found("Brakenfell")


@pytest.mark.parametrize("asked", ["dip id", "1000000471", "0471", "letter final", "Brackenfell MDR"])
def test_an_item_is_found_by_its_kind_its_party_its_identifiers_and_its_file(asked):
    brackenfell()
    assert "Items MDR DIP ID" in found(asked)
    assert "Accepted" in found(asked)


def test_every_word_has_to_stand_somewhere():
    brackenfell()
    assert "Nothing that you can see" in found("Brackenfell certificate")


@pytest.mark.parametrize("written", ["EV-{:04d}", "ev{}", " ev-{} ", "EV-000{}"])
def test_the_number_of_an_item_leads_to_its_page(written):
    paper = brackenfell().uses.get().item
    answer = signed_in(reviewer()).get("/search/", {"q": written.format(paper.number)})
    assert answer["Location"] == reverse("readiness:item", args=[paper.pk])


def test_a_number_that_is_nobodys_is_looked_for_and_not_found():
    assert "Nothing that you can see matches “EV-9999”" in found("EV-9999")


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("A203", "/rulebook/A203/"),
        ("r549", "/rulebook/R549/"),
        ("I3", "/rulebook/I3/"),
        ("a203.uep_confirmed", "/rulebook/requirements/A203.UEP_CONFIRMED/"),
    ],
)
def test_the_id_of_a_rule_leads_to_its_page_of_the_rulebook(asked, page):
    assert signed_in(reviewer()).get("/search/", {"q": asked})["Location"] == page


def test_requirements_and_the_rulebook_are_found_by_words_of_their_titles():
    shown = found("list")
    assert "Requirements" in shown
    assert "Elexon’s check of Suppliers A204 Assumption" in found("elexon check")
    assert "Risk" in found("not in time")


def test_what_is_too_long_comes_back_with_a_sentence():
    assert "Search for at most 100 characters." in found("x" * 101)


def test_nothing_asked_shows_the_form_alone():
    assert found("").startswith("Search A service, an organisation")
    assert "matches" not in found("  ")


def test_many_are_cut_and_said_to_be():
    for number in range(25):
        service(organisation(f"Party {number}"), slug=f"party-{number}", name=f"Party {number} Data")
    shown = found("party data")
    assert "20 and more found for “party data”. Another word finds fewer." in shown


def test_the_number_of_queries_is_fixed(django_assert_max_num_queries):
    for number in range(6):
        sds = service(organisation(f"Party {number}"), slug=f"party-{number}", name=f"Party {number} Data")
        item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], decided=DecisionOutcome.ACCEPTED)
    for person in (reviewer(), code_body(), member(organisation("Brackenfell"))):
        client = signed_in(person)
        with django_assert_max_num_queries(QUERIES):
            client.get("/search/", {"q": "party"})

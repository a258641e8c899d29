"""The rulebook is open to all who sign in; whom a requirement stops is told of what they see alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions import REQUIREMENTS
from assumptions.deliverables import FREE_INTERFACE
from assumptions.sources import SOURCES
from assumptions.vocabulary import EvidenceKind
from tests.parties.builders import item, mdr_route, member, organisation, programme, qwg, reviewer, service
from tests.readiness.pages import page, part, rows, signed_in, words

pytestmark = pytest.mark.django_db
BOOK = "/rulebook/"
QUERIES = 20
STOPPED = "stopped"


def of_source(name: str) -> str:
    return reverse("readiness:rulebook_source", args=[name])


def of_requirement(name: str) -> str:
    return reverse("readiness:rulebook_requirement", args=[name])


def test_it_lists_every_source_and_every_requirement_with_links():
    markup = page(qwg(), BOOK)
    assert all(of_source(name) in markup for name in SOURCES)
    assert all(of_requirement(name) in markup for name in REQUIREMENTS)
    assert FREE_INTERFACE in words(markup)


def test_a_source_tells_its_requirements_interpretations_contacts_and_what_it_touches():
    said = words(page(qwg(), of_source("A203")))
    for name in ("A203.UEP_CONFIRMED", "A203.CHECKED"):
        assert name in said
        assert REQUIREMENTS[name].title in said
        assert REQUIREMENTS[name].next_step in said
    assert "I5 Checks by Elexon." in said
    assert "secas@gemserv.com" in said
    assert "Qualification Working Group considers it" in said
    assert "Can be waived no" in said


@pytest.mark.parametrize(("name", "is_free"), [("A198", True), ("deck", True), ("A203", False)])
def test_where_the_interface_to_pss_plays_a_part_it_says_that_no_form_prescribes_it(name: str, is_free: bool):
    assert (FREE_INTERFACE in words(page(qwg(), of_source(name)))) == is_free


def test_a_risk_tells_the_requirements_that_it_watches():
    said = words(page(reviewer(), of_source("R550")))
    assert all(name in said for name in ("PIT.DBT_COMPLETE", "PIT.COMPLETE", "A199.PIT_WHOLE_ROLE"))
    assert "A094.SECURITY" not in said


@pytest.mark.parametrize("address", ["/rulebook/A205/", "/rulebook/requirements/A203.NOTHING/"])
def test_what_the_rules_do_not_have_is_not_there(address: str):
    assert signed_in(reviewer()).get(address).status_code == 404


def test_whom_a_requirement_stops_is_told_of_the_services_that_somebody_sees():
    programme()
    own, other = service(organisation("Acme"), name="Acme SDS"), service(name="Zephyr SDS")
    for each in (own, other):
        mdr_route(each)
    address = of_requirement("A094.SECURITY")
    said = words(part(page(reviewer(), address), f'id="{STOPPED}"', "</section>"))
    assert "Acme SDS Qualification Testing and Qualification" in said
    assert "Zephyr SDS" in said
    markup = page(member(own.provider), address)
    assert "1 SDS of those that you see" in words(markup)
    assert "Zephyr" not in markup
    assert "none that you see" in words(page(qwg(), address))


def test_a_citation_leads_to_the_rulebook():
    programme()
    sds = service()
    item(sds, EvidenceKind.SECURITY_ASSESSMENT, [mdr_route(sds)])
    markup = page(reviewer(), reverse("readiness:service", args=[sds.pk]))
    assert f'href="{of_source("A094")}"' in markup


def test_the_number_of_queries_does_not_grow_with_the_services(django_assert_max_num_queries):
    programme()
    client = signed_in(reviewer())
    for _ in range(8):
        mdr_route(service())
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(BOOK)
    assert (
        rows(answer.content.decode())[f"{REQUIREMENTS['A094.SECURITY'].title} A094.SECURITY"][-1] == "8 SDSs"
    )

"""The pages of organisations: found, looked at, added and renamed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import Participation
from journal.models import Entry
from parties.models import Organisation
from tests.parties.builders import (
    code_body,
    days_ago,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import nothing_changes, page, rows, signed_in, words

pytestmark = pytest.mark.django_db

LIST, ADD = "/organisations/", "/organisations/add/"


def address(of: Organisation, name: str = "organisation") -> str:
    return reverse(f"parties:{name}", args=[of.pk])


def test_the_list_says_what_each_has():
    acme, beta = organisation("Acme"), organisation("Beta")
    mdr_route(service(acme))
    supplier_route(service(acme), beta)
    supplier_route(service(acme), beta, withdrawn_on=days_ago(1))
    member(beta)
    member(beta)
    member(beta, is_active=False)
    told = rows(page(reviewer(), LIST))
    assert told == {
        "Organisation": ["Services", "Collects by", "People"],
        "Acme": ["3", "1 route", "–"],
        "Beta": ["–", "2 routes", "2"],
    }


@pytest.mark.parametrize(
    ("asked", "found"), [("acm", ["Acme"]), ("YARROW", ["Beta"]), ("", ["Acme", "Beta"]), ("zz", [])]
)
def test_it_is_found_by_its_name_or_by_a_service_of_its(asked: str, found: list[str]):
    organisation("Acme")
    service(organisation("Beta"), name="Yarrow SDS")
    markup = page(reviewer(), LIST, q=asked)
    assert list(rows(markup))[1:] == found
    assert ("No organisation matches" in words(markup)) is (not found)


def test_the_list_comes_in_pages_of_50_which_keep_what_is_looked_for():
    for number in range(60):
        organisation(f"Party {number:02}")
    organisation("Other")
    markup = page(reviewer(), LIST, q="party")
    assert "60 organisations found" in words(markup)
    assert 'href="?q=party&amp;page=2"' in markup
    assert list(rows(page(reviewer(), LIST, q="party", page="2")))[1:] == [
        f"Party {n}" for n in range(50, 60)
    ]


@pytest.mark.parametrize("number", [1, 8])
def test_the_numbers_of_queries_do_not_grow(django_assert_num_queries, number: int):
    programme()
    acme = organisation("Acme")
    for _ in range(number):
        supplier_route(service(acme), acme)
        organisation()
    client = signed_in(code_body())
    for path, queries in ((LIST, 4), (address(acme), 6)):
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)


def test_its_page_tells_what_it_provides_and_by_which_routes_it_collects():
    acme = organisation("Acme")
    service(acme, Participation.SIT, name="Acme SDS")
    supplier_route(service(name="Yarrow"), acme, withdrawn_on=days_ago(0))
    member(acme)
    text = words(page(reviewer(), address(acme)))
    assert "Provides 1 service and collects by 1 route. 1 person signs in for it." in text
    assert "Acme SDS SIT participant" in text
    assert "Yarrow, IS/ES declared" in text
    assert "withdrawn from" in text


def test_it_is_added_once_however_often_the_form_is_sent():
    client = signed_in(reviewer())
    answer = client.post(ADD, {"name": "Acme Data Ltd"})
    added = Organisation.objects.get()
    assert answer["Location"] == address(added)
    with nothing_changes():
        again = words(client.post(ADD, {"name": "Acme Data Ltd"}).content.decode())
    assert again.count("Acme Data Ltd is there already. Find it in the list of organisations.") == 2
    assert Entry.objects.get().action == "add_organisation"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Give the organisation’s name."),
        ("Acme\nData", "Write this on one line, without control characters."),
        ("x" * 2001, "Use at most 2,000 characters."),
    ],
)
def test_what_is_no_name_is_told_beside_the_field(name: str, sentence: str):
    client = signed_in(reviewer())
    for path in (ADD, address(organisation("There"), "change_organisation")):
        with nothing_changes():
            assert words(client.post(path, {"name": name}).content.decode()).count(sentence) == 2


def test_changing_its_name_says_where_it_stands_and_is_undone_by_another():
    acme = organisation("Acme")
    service(acme, name="Acme SDS")
    supplier_route(service(name="Yarrow"), acme)
    path, client = address(acme, "change_organisation"), signed_in(reviewer())
    assert "It stands in the facts of 2 services: Acme SDS, Yarrow." in words(
        client.get(path).content.decode()
    )
    for name in ("Acme Limited", "Acme"):
        answer = client.post(path, {"name": name, "why": "Its letter of 1 May"})
        assert answer["Location"] == address(acme)
        acme.refresh_from_db()
        assert acme.name == name
    before = Entry.objects.count()
    client.post(path, {"name": "Acme"})
    assert Entry.objects.count() == before
    assert set(Entry.objects.values_list("why", flat=True)) == {"Its letter of 1 May"}

"""The page of people, one's own account, and the ways to both."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from journal import clock
from tests.parties.builders import (
    administers,
    administrator,
    authenticator,
    code_body,
    invitation,
    member,
    organisation,
    qwg,
    reviewer,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db

PEOPLE = "/people/"


def test_an_organisations_own_sees_its_people_and_nobody_else():
    acme, other = organisation("Acme Data Ltd"), organisation("Secret Party Ltd")
    ada = administers(acme, name="Ada")
    member(acme, name="Bo", email="bo@acme.test")
    member(acme, name="Gone Gil", is_active=False)
    invitation(acme, email="new@acme.test")
    invitation(acme, email="late@acme.test", invited_at=clock.now() - timedelta(days=8))
    administers(other, name="Secret Sue", email="sue@secret.test")
    invitation(other, email="invited@secret.test")
    reviewer(name="Secret Rita")

    text = words(page(ada, PEOPLE))

    assert "Acme Data Ltd 2 people, 1 invited" in text
    assert "Bo bo@acme.test" in text
    assert "new@acme.test" in text
    assert "late@acme.test" not in text
    assert "Gone Gil" not in text
    assert "secret" not in text.lower()


def test_the_programmes_administrators_see_all_with_their_own_first():
    acme = organisation("Acme Data Ltd")
    member(acme, name="Bo")
    text = words(page(administrator(name="Edda"), PEOPLE))
    assert 0 < text.index("The programme 1 person") < text.index("Acme Data Ltd 1 person") < text.index("Bo")


@pytest.mark.parametrize("builder", [reviewer, code_body, qwg, lambda: member(organisation())])
def test_there_is_no_such_page_nor_link_for_others(builder):
    somebody = builder()
    browser = signed_in(somebody)
    for path in (PEOPLE, reverse("parties:invite_person")):
        assert browser.get(path).status_code == 404
        assert browser.post(path).status_code in {404, 405}
    assert 'href="/people/"' not in page(somebody, reverse("parties:account"))


@pytest.mark.parametrize("number", [1, 12])
def test_it_takes_the_same_few_queries_however_many_there_are(django_assert_num_queries, number):
    for _ in range(number):
        acme = organisation()
        administers(acme)
        invitation(acme)
    browser = signed_in(administrator())
    browser.get(PEOPLE)

    with django_assert_num_queries(7):
        # session, person; people and invitations, in order and those of the page; the queue; the programme
        browser.get(PEOPLE)


def test_it_comes_in_pages_of_50_that_say_how_many_there_are_in_all():
    acme = organisation("Acme Data Ltd")
    for number in range(60):
        member(acme, name=f"Bo {number:02}", email=f"bo{number:02}@acme.test")
    invitation(acme, email="late@acme.test")
    ada = administers(acme, name="Ada", email="ada@acme.test")

    first, second = words(page(ada, PEOPLE)), words(page(ada, PEOPLE, page="2"))

    assert first.count("@acme.test") == 50
    assert len(re.findall(r"bo\d\d@", second)) == 11
    assert "Acme Data Ltd 61 people, 1 invited" in first
    assert "Acme Data Ltd 61 people, 1 invited" in second
    assert "1 to 50 of 62" in first
    assert "51 to 62 of 62" in second
    assert "late@acme.test" in second


@pytest.mark.parametrize(("asked", "found"), [("sue", "Sue"), ("BO@", "Bo"), ("zeta", "Bo, Sue"), ("%", "")])
def test_it_is_found_in_by_name_address_and_organisation(asked, found):
    zeta = organisation("Zeta Metering")
    member(zeta, name="Bo", email="bo@example.test")
    member(zeta, name="Sue", email="s@example.test")
    member(organisation("Acme"), name="Kit", email="kit@example.test")
    text = words(page(administrator(name="Edda"), PEOPLE, q=asked))
    assert ", ".join(name for name in ("Bo", "Kit", "Sue") if f"{name} " in text) == found
    assert ("No person matches" in text) is (not found)


def test_ones_own_account_says_who_one_is_and_how_one_signs_in(settings):
    acme = organisation("Acme Data Ltd")
    bo = member(acme, name="Bo", email="bo@acme.test")
    text = words(page(bo, reverse("parties:account")))
    assert "Member of a party, Acme Data Ltd" in text
    assert "bo@acme.test" in text
    assert "Not set up." in text

    authenticator(bo)
    text = words(page(bo, reverse("parties:account")))
    assert "each sign-in asks for a code" in text
    assert "remove the app" in text

    settings.REQUIRE_TOTP = True
    rita = reviewer()
    authenticator(rita)
    assert "remove the app" not in words(page(rita, reverse("parties:account")))


def test_only_who_must_help_is_offered_to_clear_an_authenticator():
    acme = organisation()
    bo = member(acme)
    authenticator(bo)
    path = reverse("parties:change_person", args=[bo.pk])
    assert "Clear the authenticator app" in page(administrator(), path)
    assert "Clear the authenticator app" not in page(administers(acme), path)

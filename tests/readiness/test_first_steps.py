"""Where nothing is entered yet: what comes first, as links for whoever may do it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from parties.models import Person
from tests.parties.builders import administrator, code_body, organisation, programme, service
from tests.readiness.pages import page, words

pytestmark = pytest.mark.django_db

HOME, PORTFOLIO, ADD = "/", "/portfolio/", "/services/add/"
STEPS = [
    ("parties:add_organisation", "Add an organisation"),
    ("readiness:change_programme", "Set the gate dates"),
    ("readiness:add_service", "Add a service"),
]


def steps(person: Person, address: str) -> list[tuple[str, str]]:
    found = re.findall(r'<ol class="qt-first-steps">(.*?)</ol>', page(person, address), flags=re.DOTALL)
    return [link for one in found for link in re.findall(r'href="([^"]+)">([^<]+)<', one)]


@pytest.mark.parametrize("address", [HOME, PORTFOLIO, f"{PORTFOLIO}?view=heat-map"])
def test_an_administrator_is_led_to_the_first_steps_in_their_order(address: str):
    somebody = administrator()
    programme()
    assert steps(somebody, address) == [(reverse(url), said) for url, said in STEPS]
    service()
    assert steps(somebody, address) == []


@pytest.mark.parametrize("address", [HOME, PORTFOLIO])
def test_who_may_not_do_them_is_told_who_does(address: str):
    assert steps(code_body(), address) == []
    assert "The programme’s office adds services." in words(page(code_body(), address))


def test_gates_without_a_date_are_a_link_for_who_sets_them():
    link = f'No gate has a date to come. <a href="{reverse("readiness:change_programme")}">Set the gate dates'
    assert link in page(administrator(), HOME)
    assert "No gate has a date to come. The programme’s office sets them." in words(page(code_body(), HOME))


def test_a_service_wants_an_organisation_first():
    before = page(administrator(), ADD)
    assert "No organisation yet" in words(before)
    assert f'<a href="{reverse("parties:add_organisation")}">Add an organisation</a>' in before
    assert 'name="provider"' not in before
    organisation()
    assert 'name="provider"' in page(administrator(), ADD)

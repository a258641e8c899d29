"""A session that has ended leads to the sign-in, and from there back to where somebody was."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/services/1/hand-in/?paper=uep_confirmation"
FORM = f"/uses/{uuid4()}/file-in-pit/"


def next_of(address: str) -> str:
    asked = urlsplit(address)
    assert asked.path == "/sign-in/"
    return parse_qs(asked.query)["next"][0]


def test_a_page_comes_back_as_it_was_asked_for():
    answer = Client().get("/search/?q=A203", headers={"Referer": f"http://testserver{PAGE}"})
    assert next_of(answer["Location"]) == "/search/?q=A203"


def test_a_form_leads_back_to_the_page_that_it_stood_on():
    answer = Client().post(FORM, headers={"Referer": f"http://testserver{PAGE}"})
    assert next_of(answer["Location"]) == PAGE


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_part_makes_the_whole_page_go_to_sign_in_and_back(method):
    heads = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{PAGE}"}
    answer = getattr(Client(), method)(FORM, headers=heads)
    assert (answer.status_code, answer.content) == (200, b"")
    assert next_of(answer["HX-Redirect"]) == PAGE


@pytest.mark.parametrize("page", ["", "http://elsewhere.example/x", "http://testserver", "nonsense"])
def test_another_hosts_page_or_none_is_not_gone_to(page):
    answer = Client().post(FORM, headers={"Referer": page})
    assert next_of(answer["Location"]) == FORM

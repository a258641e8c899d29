"""What people see when there is no page, when a form was open too long, and when a page fails."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import server_error

from tests.parties.builders import programme, reviewer
from tests.readiness.pages import signed_in, words


@pytest.mark.django_db
def test_no_page_says_what_may_be_and_where_to_go():
    response = signed_in(reviewer()).get("/nowhere/")
    assert response.status_code == 404
    assert "There is no page here for you" in words(response.content.decode())
    assert f'href="{reverse("readiness:portfolio")}">Go to the portfolio' in response.content.decode()


@pytest.mark.django_db
def test_no_page_tells_who_has_not_signed_in_nothing():
    programme()
    text = words(Client().get("/nowhere/").content.decode())
    assert "There is no page here for you" in text
    assert "Sign out" not in text


@pytest.mark.django_db
def test_a_form_without_its_token_says_to_load_the_page_again():
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer())
    response = client.post(reverse("account_logout"))
    assert response.status_code == 403
    assert "load the page again" in words(response.content.decode())


def test_a_failing_page_needs_no_database(rf: RequestFactory):
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "the fault is ours" in words(response.content.decode())

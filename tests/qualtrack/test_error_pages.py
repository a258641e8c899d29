"""An error page says what to do, in the house look and under the same policy, and leaks nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.parties.builders import reviewer
from tests.qualtrack.failing_urls import SECRET
from tests.qualtrack.policy import markup_problems, problems_of, sign_in
from tests.readiness.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.qualtrack.failing_urls")]

SAID = {
    400: "What was sent can't be read",
    403: "Your role can't do this",
    404: "There is no page here for you",
    500: "This page failed, and the fault is ours",
}


def lowered(response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "stranger"])
@pytest.mark.parametrize("status", SAID)
def test_an_error_page_leaks_nothing(status: int, signed_in: bool):
    client = Client(raise_request_exception=False)
    if signed_in:
        client.force_login(reviewer())

    response = client.get(f"/fails/{status}/")

    assert response.status_code == status
    markup = response.content.decode()
    assert SAID[status] in words(markup)
    assert 'class="qt-mark"' in markup
    assert problems_of(lowered(response)) == []
    assert markup_problems(markup) == []
    for leak in (
        SECRET,
        "Vexmoor",
        "Traceback",
        "Error:",
        "ZeroDivision",
        "Django",
        "views",
        ".py",
        "/fails",
    ):
        assert leak not in markup


def test_a_form_without_its_token_gets_such_a_page_too():
    client = Client(enforce_csrf_checks=True)
    response = client.post(sign_in(), {"username": "nobody@example.test", "password": "x"})
    assert response.status_code == 403
    assert "The form was open too long" in words(response.content.decode())
    assert problems_of(lowered(response)) == []
    assert "cookie not set" not in response.content.decode().lower()


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "a b"])
def test_another_host_name_is_not_answered(host: str):
    response = Client(raise_request_exception=False).get(sign_in(), headers={"host": host})
    assert response.status_code == 400
    markup = response.content.decode()
    assert SAID[400] in words(markup)
    assert "evil" not in markup
    assert "ALLOWED_HOSTS" not in markup
    assert problems_of(lowered(response)) == []


def test_another_host_name_is_not_sent_to_https_either(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client(raise_request_exception=False)
    response = client.get(sign_in(), headers={"host": "evil.example"})
    assert response.status_code == 400
    assert problems_of(lowered(response)) == []


def test_a_proxy_can_not_name_another_host():
    response = Client().get(reverse("readiness:portfolio"), headers={"x-forwarded-host": "evil.example"})
    assert response.status_code == 302
    assert response["Location"].startswith("/")


def test_a_wrong_method_is_under_the_same_policy():
    response = Client().delete(sign_in())
    assert response.status_code in {403, 405}
    assert problems_of(lowered(response)) == []


def test_what_is_too_large_is_refused_with_the_page_of_its_kind(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = Client(raise_request_exception=False).post(sign_in(), {"username": "x" * 200})
    assert response.status_code == 400
    assert problems_of(lowered(response)) == []

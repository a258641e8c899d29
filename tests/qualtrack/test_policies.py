"""Headers and cookies: what each answer tells the browser, and what is kept where."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.parties.builders import reviewer
from tests.qualtrack.policy import NONCE, content_policy, problems_of, sign_in
from tests.qualtrack.test_error_pages import lowered
from tests.readiness.pages import signed_in


@pytest.mark.django_db
def test_each_answer_has_a_nonce_of_its_own_that_its_scripts_bear():
    client, nonces = signed_in(reviewer()), set()
    for _ in range(3):
        response = client.get(reverse("readiness:portfolio"))
        (nonce,) = NONCE.findall(content_policy(lowered(response))["script-src"])
        assert set(re.findall(r'<script(?: nonce="([^"]*)")?', response.content.decode())) == {nonce}
        nonces.add(nonce)
    assert len(nonces) == 3


@pytest.mark.django_db
def test_over_https_the_browser_is_told_to_stay_there(settings):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    response = Client().get(sign_in(), secure=True)
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in Client().get(sign_in())


@pytest.mark.django_db
def test_a_redirect_to_https_is_under_the_same_policy(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get(sign_in())
    assert response["Location"] == f"https://testserver{reverse('account_login')}"
    assert problems_of(lowered(response)) == []


@pytest.mark.django_db
def test_a_style_sheet_may_be_kept_and_is_no_page():
    response = Client().get("/static/qualtrack/qualtrack.css")
    assert b"".join(response) == open(str(finders.find("qualtrack/qualtrack.css")), "rb").read()  # noqa: PTH123, SIM115
    assert "max-age" in response["Cache-Control"]
    assert "no-store" not in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.urls("tests.qualtrack.failing_urls")
def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites():
    client = Client()
    client.get("/remembers/")
    assert set(client.cookies) == {"session", "csrf"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert not cookie["domain"]


@pytest.mark.django_db
def test_what_is_said_on_the_next_page_waits_in_no_cookie(client):
    client.force_login(reviewer())
    request = client.get(reverse("readiness:portfolio")).wsgi_request
    for words in ("EV-0418 is accepted.", "EV-0418 is accepted.", "EV-0419 is accepted."):
        request._messages.add(25, words)
    assert [str(message) for message in request._messages] == ["EV-0418 is accepted.", "EV-0419 is accepted."]
    assert "messages" not in client.cookies

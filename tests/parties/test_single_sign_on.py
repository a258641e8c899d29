"""Signing in by a real OpenID provider: who comes in, who doesn't, and what is asked of them beside it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from parties import actions
from parties.models import Person
from tests.parties.at_the_provider import come_back, sign_in_by_provider, start
from tests.parties.builders import administrator, authenticator, member, organisation, reviewer
from tests.parties.signing import PASSWORD, Codes, is_signed_in, sign_in
from tests.readiness.pages import words
from tests.services.openid import CLIENT, SECRET, OpenId

pytestmark = pytest.mark.django_db

NIA = "nia@emberley.example"


@pytest.fixture(autouse=True)
def _signs_in_by(settings: Any, openid: OpenId) -> None:
    set_to(settings, openid.issuer)


def set_to(settings: Any, issuer: str, asked_at: str = "") -> None:
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Fellside Login"
    app: dict[str, Any] = {
        "provider_id": "single",
        "name": "Fellside Login",
        "client_id": CLIENT,
        "secret": SECRET,
    }
    app["settings"] = {"server_url": asked_at or issuer}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def nia(openid: OpenId) -> Person:
    openid.knows(NIA)
    return member(organisation("Emberley Ltd"), email=NIA, name="Nia Farrow")


def refused(response: Any, sentence: str, status: int = 403) -> None:
    assert response.status_code == status, response
    said = words(response.content.decode())
    assert "You are not signed in" in said
    assert sentence in said
    assert "_auth_user_id" not in response.wsgi_request.session


def test_the_button_is_there_where_a_provider_is_set(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "Sign in with Fellside Login" in words(page)
    assert f'action="{reverse("start_single_sign_on")}"' in page


def test_nothing_is_there_where_none_is_set(client, settings):
    settings.OIDC_ISSUER = ""
    assert "Fellside" not in client.get(reverse("account_login")).content.decode()
    for name in ("start_single_sign_on", "openid_connect_callback"):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name)).status_code == 404


def test_signs_in_who_is_here_and_connects_them_once(client, openid, nia):
    assert sign_in_by_provider(client, NIA).url == reverse("readiness:home")
    assert is_signed_in(client, nia)
    again = Client()
    sign_in_by_provider(again, NIA)
    assert is_signed_in(again, nia)

    entry = Entry.objects.get(action="connect_by_openid")
    assert (entry.actor_id, entry.subject_id, entry.new) == (nia.pk, nia.pk, {"issuer": openid.issuer})
    nia.refresh_from_db()
    assert nia.openid_identity == f"{openid.issuer} {NIA}"


def test_the_password_still_signs_in(client, openid):
    openid.knows("una@emberley.example")
    una = member(organisation(), email="una@emberley.example", password=PASSWORD)
    sign_in_by_provider(Client(), una.email)
    sign_in(client, una.email)
    assert is_signed_in(client, una)


def test_the_case_of_letters_of_an_address_does_not_matter(client, openid, nia):
    openid.knows("by another name", email="Nia@Emberley.Example")
    sign_in_by_provider(client, "by another name")
    assert is_signed_in(client, nia)


def test_goes_on_to_the_page_that_was_wanted_and_to_no_other_site(nia):
    assert sign_in_by_provider(Client(), NIA, next="/?as_of=2026-01-31").url == "/?as_of=2026-01-31"
    assert sign_in_by_provider(Client(), NIA, next="https://elsewhere.example/").url == "/"


def test_the_code_is_bound_to_this_browser(client, nia):
    """By PKCE, which this provider asks of everybody, and by the state."""
    address = start(client)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) >= 43
    back = come_back(address, NIA)

    refused(Client().get(back), "Fellside Login did not sign you in.")
    thief = Client()
    state = parse_qs(urlsplit(start(thief)).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    refused(thief.get(f"{urlsplit(back).path}?code={code}&state={state}"), "did not sign you in.")


def test_a_code_can_not_be_used_again(client, nia):
    back = come_back(start(client), NIA)
    client.get(back)
    client.post(reverse("account_logout"))
    refused(client.get(back), "Fellside Login did not sign you in.")


def test_nobody_signs_up(client, openid):
    openid.knows("stranger@elsewhere.example")
    response = sign_in_by_provider(client, "stranger@elsewhere.example")
    refused(response, "Nobody signs in here as stranger@elsewhere.example. Accounts are made by invitation")
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_who_has_left_does_not_come_back_and_is_out_at_once(client, nia):
    sign_in_by_provider(client, NIA)
    actions.remove_person(actor=administrator(), person=nia)
    assert not is_signed_in(client, nia)
    refused(sign_in_by_provider(Client(), NIA), f"Nobody signs in here as {NIA}.")
    nia.refresh_from_db()
    assert nia.openid_identity == ""


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_an_address_that_is_not_verified_is_nobodys(client, openid, nia, said):
    openid.knows(NIA, email_verified=said)
    refused(sign_in_by_provider(client, NIA), "does not say which e-mail address is yours beyond doubt")


def test_without_an_address_nobody_is_known(client, openid, nia):
    openid.knows(NIA, email=None)
    refused(sign_in_by_provider(client, NIA), "does not say which e-mail address is yours beyond doubt")


def test_an_address_that_was_given_to_somebody_else_is_not_theirs_here(client, openid, nia):
    sign_in_by_provider(Client(), NIA)
    openid.knows("who came after", email=NIA)
    refused(sign_in_by_provider(client, "who came after"), f"{NIA} was connected to another account there")


def test_an_account_that_took_somebody_elses_address_is_not_them(client, openid, nia):
    sign_in_by_provider(Client(), NIA)
    ivo = member(organisation(), email="ivo@tarn.example")
    openid.knows(NIA, email=ivo.email)
    refused(sign_in_by_provider(client, NIA), "ivo@tarn.example was connected to another account there")


def test_an_account_at_another_provider_counts_no_more(client, openid, nia):
    nia.openid_identity = "https://former.example subject"
    nia.save()
    sign_in_by_provider(client, NIA)
    assert is_signed_in(client, nia)


def test_who_is_signed_in_as_another_is_not_connected_to_that_one(client, nia):
    ivo = member(organisation(), email="ivo@tarn.example")
    client.force_login(ivo)
    sign_in_by_provider(client, NIA, process="connect")
    assert is_signed_in(client, nia)
    ivo.refresh_from_db()
    assert ivo.openid_identity == ""


def test_the_second_step_is_asked_for_here(client, openid, monkeypatch):
    her = reviewer(email="maeve@programme.example")
    openid.knows(her.email)
    codes = Codes(monkeypatch)
    secret = authenticator(her)

    assert sign_in_by_provider(client, her.email).url == reverse("mfa_authenticate")
    assert not is_signed_in(client, her)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(client, her)
    client.post(reverse("mfa_authenticate"), {"code": codes.of(secret)})
    assert is_signed_in(client, her)


def test_who_must_have_a_second_step_sets_it_up_before_anything_else(client, openid, settings):
    settings.REQUIRE_TOTP = True
    her = reviewer(email="maeve@programme.example", password=PASSWORD)
    openid.knows(her.email)
    sign_in_by_provider(client, her.email)
    assert client.get("/").url == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


def test_who_turns_back_at_the_provider_is_not_signed_in(client, nia):
    refused(sign_in_by_provider(client, None), "Fellside Login did not sign you in. Try again")


def test_a_token_of_another_issuer_is_refused(client, openid, nia, settings):
    set_to(settings, "https://login.example", asked_at=openid.issuer)
    refused(sign_in_by_provider(client, NIA), "Fellside Login did not sign you in.")


def test_it_starts_by_post_alone(client):
    assert client.get(reverse("start_single_sign_on")).status_code == 405


@pytest.fixture
def odd_provider(settings: Any) -> Iterator[dict[str, Any]]:
    """Says what it is told to, as what it offers."""
    says: dict[str, Any] = {}

    class Odd(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(says["document"]).encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Odd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        set_to(settings, f"http://127.0.0.1:{server.server_port}")
        yield says
        server.shutdown()


@pytest.mark.parametrize("document", [{}, [], "text", None, {"authorization_endpoint": "javascript:1"}])
def test_a_provider_that_says_something_odd_is_told_as_away(client, odd_provider, document):
    odd_provider["document"] = document
    response = client.post(reverse("start_single_sign_on"))
    refused(response, "Fellside Login does not answer. Try again in a few minutes", status=503)


def test_a_provider_that_is_away_is_told(client, nia, openid, settings):
    back = come_back(start(client), NIA)
    set_to(settings, openid.issuer, asked_at="http://127.0.0.1:1")
    for response in (client.get(back), client.post(reverse("start_single_sign_on"))):
        refused(response, "Fellside Login does not answer. Try again in a few minutes", status=503)

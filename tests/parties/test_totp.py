"""Codes of an authenticator app: who must have one, setting it up, signing in, and recovery codes."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from parties.models import Role
from tests.parties.builders import authenticator, member, organisation, person
from tests.parties.signing import PASSWORD, Codes, confirm, is_signed_in, sign_in
from tests.readiness.pages import words

pytestmark = pytest.mark.django_db

ASKED = {Role.REVIEWER, Role.CODE_BODY, Role.ADMINISTRATOR}


@pytest.fixture
def codes(monkeypatch) -> Codes:
    return Codes(monkeypatch)


def somebody(role: Role = Role.REVIEWER):
    return person(role, organisation() if role is Role.MEMBER else None, password=PASSWORD)


def give(client: Client, code: str):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def set_up(client: Client, codes: Codes):
    """Confirm, read the key off the page and give its first code, without a reload on the way."""
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r'<span class="qt-secret">(\w+)</span>', page)
    return secret, client.post(reverse("mfa_activate_totp"), {"code": codes.of(secret)})


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_on", [True, False])
def test_it_is_required_before_anything_else_of_some_where_it_is_on(client, settings, role, is_on):
    settings.REQUIRE_TOTP = is_on
    him = somebody(role)
    sign_in(client, him.email)
    required = is_on and role in ASKED
    set_up_page = reverse("mfa_activate_totp")

    for path in ("/", reverse("parties:account"), "/admin/", "/nowhere/", reverse("account_change_password")):
        response = client.get(path)
        assert (response.status_code == 302 and response.url == set_up_page) is required, path
        assert not required or "qt-nav" not in response.content.decode()


def test_a_fragment_is_sent_to_the_whole_page(client, settings):
    settings.REQUIRE_TOTP = True
    sign_in(client, somebody().email)

    response = client.get("/", headers={"HX-Request": "true"})

    assert response["HX-Redirect"] == reverse("mfa_activate_totp")
    assert response.content == b""


def test_setting_it_up_opens_the_pages_and_ends_other_sessions(client, settings, codes):
    settings.REQUIRE_TOTP = True
    her = somebody()
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, her.email)

    _, done = set_up(client, codes)

    assert done.url == reverse("mfa_view_recovery_codes")
    shown = re.findall(r"<li>(\d{8})</li>", client.get(done.url).content.decode())
    assert len(set(shown)) == 10
    assert is_signed_in(client, her)
    assert not is_signed_in(elsewhere, her)
    assert Entry.objects.get(action="set_up_totp").actor_id == her.pk


def test_it_is_told_by_mail(client, codes, django_capture_on_commit_callbacks):
    her = somebody()
    sign_in(client, her.email)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client, codes)
    assert "an authenticator app was set up" in mail.outbox[-1].body


def test_the_key_is_drawn_in_the_page_without_style_or_script(client, codes):
    sign_in(client, somebody().email)
    confirm(client)

    page = client.get(reverse("mfa_activate_totp")).content.decode()

    assert re.search(r'<div class="qt-code-to-scan"[^>]*><svg [^>]*><path ', page)
    assert "style=" not in page
    assert "data:" not in page
    assert "<?xml" not in page


def test_setting_it_up_asks_for_the_password_once_more(client):
    sign_in(client, somebody().email)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.split("?")[0] == reverse("account_reauthenticate")


def test_a_wrong_first_code_sets_nothing_up(client, codes):
    sign_in(client, somebody().email)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "This code is not right" in words(response.content.decode())
    assert not Authenticator.objects.exists()


def test_a_sign_in_needs_the_code_too(client, codes):
    her = somebody()
    secret = authenticator(her)

    assert sign_in(client, her.email).url == reverse("mfa_authenticate")
    assert not is_signed_in(client, her)
    wrong = give(client, "000000")
    assert "This code is not right" in words(wrong.content.decode())
    assert not is_signed_in(client, her)

    assert give(client, codes.of(secret)).url == "/"
    assert is_signed_in(client, her)


def test_the_page_for_the_code_is_only_for_who_gave_the_password(client):
    assert client.get(reverse("mfa_authenticate")).url == reverse("account_login")


def test_a_code_can_not_be_used_again(codes):
    her = somebody()
    code = codes.of(authenticator(her))
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, her.email)

    give(first, code)
    refused = give(second, code)

    assert is_signed_in(first, her)
    assert "was used already" in words(refused.content.decode())
    assert not is_signed_in(second, her)


def test_the_code_of_the_set_up_signs_nobody_in(client, codes):
    her = somebody()
    sign_in(client, her.email)
    secret, _ = set_up(client, codes)
    other = Client()
    sign_in(other, her.email)

    give(other, codes.of(secret))
    assert not is_signed_in(other, her)

    codes.go_on()
    give(other, codes.of(secret))
    assert is_signed_in(other, her)


def test_an_old_code_is_refused(client, codes):
    her = somebody()
    old = codes.of(authenticator(her))
    codes.go_on()
    sign_in(client, her.email)

    give(client, old)

    assert not is_signed_in(client, her)


def test_a_recovery_code_works_once(codes):
    her = somebody()
    authenticator(her)
    kept = Authenticator.objects.get(user=her, type="recovery_codes").wrap().get_unused_codes()
    first, second, third = Client(), Client(), Client()
    for browser in (first, second, third):
        sign_in(browser, her.email)

    give(first, kept[0])
    give(second, kept[0])
    give(third, kept[1])

    assert [is_signed_in(browser, her) for browser in (first, second, third)] == [True, False, True]


def test_guessing_codes_is_limited(client, codes):
    her = somebody()
    secret = authenticator(her)
    sign_in(client, her.email)
    for number in range(10):
        give(client, f"{number:06}")

    answer = give(client, codes.of(secret))

    assert "Wait a quarter of an hour" in words(answer.content.decode())
    assert not is_signed_in(client, her)


def test_who_must_have_it_can_not_remove_it(client, settings, codes):
    settings.REQUIRE_TOTP = True
    her = somebody()
    secret = authenticator(her)
    sign_in(client, her.email)
    give(client, codes.of(secret))
    confirm(client)

    page = words(client.post(reverse("mfa_deactivate_totp")).content.decode())

    assert "it can’t be removed" in page
    assert Authenticator.objects.filter(user=her, type="totp").exists()


def test_who_need_not_have_it_may_remove_it(client, codes):
    him = member(organisation(), password=PASSWORD)
    secret = authenticator(him)
    sign_in(client, him.email)
    give(client, codes.of(secret))
    assert client.post(reverse("mfa_deactivate_totp")).url.startswith(reverse("account_reauthenticate"))
    confirm(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=him).exists()
    assert is_signed_in(client, him)
    assert Entry.objects.filter(action="remove_totp", actor_id=him.pk).count() == 1


def test_new_recovery_codes_end_the_old_ones(client, codes):
    her = somebody()
    secret = authenticator(her)
    old = Authenticator.objects.get(user=her, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client, her.email)
    give(client, codes.of(secret))
    confirm(client)

    client.post(reverse("mfa_generate_recovery_codes"))

    shown = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert len(set(re.findall(r"^\d{8}$", shown, flags=re.MULTILINE)) - set(old)) == 10
    assert Entry.objects.filter(action="make_recovery_codes", actor_id=her.pk).count() == 1

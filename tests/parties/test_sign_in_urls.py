"""Of django-allauth's pages those that are wanted are there, and no other way in or out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.parties.builders import administrator

WANTED = {
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "openid_connect_callback",
}
OURS = {"start_single_sign_on"}
OF_THE_LIBRARY = (
    "allauth.account.urls",
    "allauth.mfa.base.urls",
    "allauth.mfa.totp.urls",
    "allauth.mfa.recovery_codes.urls",
    "allauth.mfa.webauthn.urls",
    "allauth.socialaccount.urls",
    "allauth.socialaccount.providers.openid_connect.urls",
)


def patterns(module: str) -> list[URLPattern]:
    return list(within(import_module(module).urlpatterns))


def within(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from within(pattern.url_patterns)


def test_the_wanted_pages_are_mounted_and_no_other_of_the_library():
    offered = {str(pattern.name) for module in OF_THE_LIBRARY for pattern in patterns(module)}
    assert offered > WANTED
    for name in offered - WANTED:
        with pytest.raises(NoReverseMatch):
            reverse(name)
    views = [pattern.lookup_str for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    assert not [view for view in views if "allauth" in view]
    mounted = {pattern.name for pattern in patterns("parties.sign_in_urls")}
    assert mounted == WANTED | OURS


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "accounts/", "account/", "accounts/2fa/", "2fa/", "auth/"])
def test_the_librarys_own_addresses_lead_nowhere(prefix, admin_browser):
    paths = ["signup/", "login/", "email/", "confirm-email/", "password/set/", "inactive/", "social/"]
    paths += ["3rdparty/", "3rdparty/signup/", "oidc/single/login/", "oidc/single/login/callback/"]
    paths += ["login/code/", "login/code/confirm/", "signup/passkey/", "webauthn/", "trust/", "phone/verify/"]
    for path in paths:
        for browser in (Client(), admin_browser):
            assert browser.get(f"/{prefix}{path}").status_code == 404, path
            assert browser.post(f"/{prefix}{path}").status_code == 404, path


@pytest.fixture
def admin_browser() -> Client:
    browser = Client()
    browser.force_login(administrator(is_staff=True, is_superuser=True))
    return browser


@pytest.mark.django_db
def test_djangos_admin_is_not_there(admin_browser):
    for path in ("/admin/", "/admin/login/", "/admin/password_change/"):
        assert admin_browser.get(path).status_code == 404

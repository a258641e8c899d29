"""Signing in as a test does it: with passwords, and with codes of an app whose time stands still."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse

from parties.models import Person

PASSWORD = "tarn-heather-lantern"
HERE = "192.0.2.1"


def sign_in(client: Client, email: str, password: str = PASSWORD, **further: str) -> Any:
    said = {"login": email, "password": password}
    return client.post(reverse("account_login"), said | further, REMOTE_ADDR=HERE)


def is_signed_in(client: Client, person: Person) -> bool:
    """Whether a page is still given to this browser as this person."""
    response = client.get(reverse("parties:account"))
    return response.status_code == 200 and response.wsgi_request.user == person


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Give the password once more, as changes of how one signs in ask."""
    client.post(reverse("account_reauthenticate"), {"password": password})


class Codes:
    """What an authenticator app shows, at a time that goes on when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_700_000_010
        monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: self.now))

    def of(self, secret: str) -> str:
        return str(auth.format_hotp_value(auth.hotp_value(secret, self.now // 30)))

    def go_on(self) -> None:
        self.now += 30

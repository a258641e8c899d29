"""A lost password, by a link that goes to the address alone."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from tests.parties.builders import member, organisation
from tests.parties.signing import PASSWORD, is_signed_in, sign_in
from tests.readiness.pages import words

pytestmark = pytest.mark.django_db

NEW = "an entirely new phrase"


@pytest.fixture
def somebody():
    acme = organisation("Emberley & Sons Ltd")
    return member(acme, email="nia@emberley.example", name="Nia O'Farrow", password=PASSWORD)


def ask(client: Client, email: str, host: str = "testserver"):
    said = {"email": email}
    return client.post(reverse("account_reset_password"), said, follow=True, headers={"Host": host})


def link() -> str:
    """The path in the last mail."""
    (found,) = re.findall(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[-1].body))
    return str(found)


def set_password(client: Client, password: str, again: str = ""):
    form = client.get(link(), follow=True).redirect_chain[-1][0]
    return client.post(form, {"password1": password, "password2": again or password}, follow=True)


def test_sets_another_and_ends_every_session(client, somebody, settings, django_capture_on_commit_callbacks):
    settings.QUALTRACK_URL = "http://127.0.0.1:8000"
    elsewhere = Client()
    sign_in(elsewhere, somebody.email)
    ask(client, "Nia@Emberley.example")
    assert mail.outbox[-1].to == ["nia@emberley.example"]
    assert "Hello Nia O'Farrow," in mail.outbox[-1].body

    with django_capture_on_commit_callbacks(execute=True):
        done = set_password(client, NEW)

    assert "The password is set" in words(done.content.decode())
    assert not is_signed_in(elsewhere, somebody)
    assert not is_signed_in(client, somebody)
    sign_in(client, somebody.email, NEW)
    assert is_signed_in(client, somebody)
    entry = Entry.objects.get(action="reset_password")
    assert (entry.actor_id, entry.about_id) == (somebody.pk, somebody.organisation_id)
    assert "your password was reset by a link" in mail.outbox[-1].body


def test_a_link_works_once(client, somebody, settings):
    settings.QUALTRACK_URL = "http://127.0.0.1:8000"
    ask(client, somebody.email)
    used = link()
    set_password(client, NEW)

    assert "This link is over" in words(Client().get(used).content.decode())


def test_a_weak_password_is_told_next_to_the_field(client, somebody, settings):
    settings.QUALTRACK_URL = "http://127.0.0.1:8000"
    ask(client, somebody.email)

    said = {
        ("short one", "short one"): "at least 12 characters",
        ("password1234", "password1234"): "too common",
        ("nia@emberley.example", "nia@emberley.example"): "too similar",
        (NEW, f"{NEW} not"): "The two are not the same.",
    }
    for (first, second), sentence in said.items():
        assert sentence in words(set_password(client, first, second).content.decode())
    somebody.refresh_from_db()
    assert somebody.check_password(PASSWORD)


def test_nobody_learns_whether_an_address_is_known(somebody):
    known, unknown = ask(Client(), somebody.email), ask(Client(), "nobody@emberley.example")

    assert words(known.content.decode()) == words(unknown.content.decode())
    assert known.redirect_chain == unknown.redirect_chain
    first, second = mail.outbox
    assert (first.to, second.to) == ([somebody.email], ["nobody@emberley.example"])
    assert "Nobody signs in with it" in second.body
    assert "http" not in second.body


def test_who_was_removed_gets_no_link(client, somebody):
    somebody.is_active = False
    somebody.save()

    ask(client, somebody.email)

    assert "Nobody signs in with it" in mail.outbox[-1].body


def test_the_link_is_by_the_setting_whatever_host_the_request_names(client, somebody, settings):
    settings.QUALTRACK_URL = "https://qualtrack.example"
    settings.ALLOWED_HOSTS = ["*"]

    ask(client, somebody.email, host="evil.example")

    assert "https://qualtrack.example/password/reset/" in mail.outbox[-1].body
    assert "evil.example" not in f"{mail.outbox[-1].subject}{mail.outbox[-1].body}"


def test_one_address_is_not_flooded(client, somebody):
    answers = [ask(client, somebody.email).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    assert len(mail.outbox) == 5

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from tests.parties.builders import reviewer
from tests.parties.signing import PASSWORD, is_signed_in, sign_in
from tests.readiness.pages import words

pytestmark = pytest.mark.django_db

NEW = "an entirely new phrase"


@pytest.fixture
def somebody():
    return reviewer(password=PASSWORD)


def change(client: Client, old: str, new: str, again: str = ""):
    said = {"oldpassword": old, "password1": new, "password2": again or new}
    return client.post(reverse("account_change_password"), said)


def test_ends_the_other_sessions_and_not_this_one(client, somebody, django_capture_on_commit_callbacks):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, somebody.email)

    with django_capture_on_commit_callbacks(execute=True):
        assert change(client, PASSWORD, NEW).url == reverse("parties:account")

    assert is_signed_in(client, somebody)
    assert not is_signed_in(elsewhere, somebody)
    somebody.refresh_from_db()
    assert somebody.check_password(NEW)
    entry = Entry.objects.get(action="change_password")
    assert (entry.actor_kind, entry.actor_id) == ("person", somebody.pk)
    assert mail.outbox[-1].to == [somebody.email]
    assert "your password was changed" in mail.outbox[-1].body


def test_needs_the_present_one_and_a_good_one_twice(client, somebody):
    sign_in(client, somebody.email)

    said = {
        ("not it", NEW, NEW): "This is not your present password.",
        (PASSWORD, "short", "short"): "at least 12 characters",
        (PASSWORD, NEW, "another phrase"): "The two are not the same.",
    }
    for given, sentence in said.items():
        assert sentence in words(change(client, *given).content.decode())

    somebody.refresh_from_db()
    assert somebody.check_password(PASSWORD)
    assert not Entry.objects.filter(action="change_password").exists()


def test_whoever_has_no_password_yet_is_led_to_set_one_by_mail():
    somebody = reviewer()
    somebody.set_unusable_password()
    somebody.save()
    client = Client()
    client.force_login(somebody)
    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_reset_password")

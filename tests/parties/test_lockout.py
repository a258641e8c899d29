"""Too many wrong passwords for an address from one place, and what passes then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.db.models import F
from django.test import Client
from django.urls import reverse

from tests.parties.builders import member, organisation
from tests.parties.signing import PASSWORD, is_signed_in, sign_in
from tests.readiness.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody():
    return member(organisation(), email="nia@emberley.example", password=PASSWORD)


def fail(client: Client, times: int, email: str = "nia@emberley.example") -> list[int]:
    return [sign_in(client, email, f"wrong {number}").status_code for number in range(times)]


def test_the_fifth_wrong_password_locks_out_even_the_right_one(client, somebody):
    assert fail(client, 5) == [200, 200, 200, 200, 429]

    response = sign_in(client, somebody.email)

    assert response.status_code == 429
    text = words(response.content.decode())
    assert "Too many tries" in text
    assert "Wait 15 minutes" in text
    assert somebody.email not in text
    assert not is_signed_in(client, somebody)


def test_the_case_of_letters_does_not_start_a_new_count(client, somebody):
    fail(client, 3)
    assert fail(client, 2, " NIA@Emberley.example ") == [200, 429]


def test_an_address_that_nobody_has_is_locked_out_alike(client, somebody):
    assert fail(client, 5, "nobody@emberley.example") == [200, 200, 200, 200, 429]


def test_it_holds_for_that_place_and_that_address_alone(client, somebody):
    other = member(organisation(), email="other@emberley.example", password=PASSWORD)
    fail(client, 5)

    elsewhere = Client(REMOTE_ADDR="192.0.2.77")
    elsewhere.post(reverse("account_login"), {"login": somebody.email, "password": PASSWORD})
    assert is_signed_in(elsewhere, somebody)

    sign_in(client, other.email)
    assert is_signed_in(client, other)


def test_it_ends_a_quarter_of_an_hour_after_the_last_counted_try(client, somebody):
    fail(client, 5)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert sign_in(client, somebody.email).status_code == 429

    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=2))
    sign_in(client, somebody.email)
    assert is_signed_in(client, somebody)


def test_signing_in_ends_the_count(client, somebody):
    fail(client, 4)
    sign_in(client, somebody.email)
    assert is_signed_in(client, somebody)
    client.post(reverse("account_logout"))

    assert fail(client, 4) == [200] * 4


def test_no_password_is_kept_of_what_was_tried(client, somebody):
    sign_in(client, somebody.email, "a-password-mistyped")

    kept = AccessAttempt.objects.get()
    assert "a-password-mistyped" not in f"{kept.post_data}{kept.get_data}"
    assert (kept.username, kept.failures_since_start) == (somebody.email, 1)


def test_guesses_from_many_places_at_one_address_are_limited_too(somebody):
    def guess(number: int) -> str:
        said = {"login": somebody.email, "password": f"wrong {number}"}
        place = f"198.51.100.{number}"
        response = Client(REMOTE_ADDR=place).post(reverse("account_login"), said)
        return words(response.content.decode())

    answers = [guess(number) for number in range(11)]

    assert "Wait a quarter of an hour" not in answers[9]
    assert "Wait a quarter of an hour" in answers[10]

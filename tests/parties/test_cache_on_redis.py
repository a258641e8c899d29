"""What must count for every process that serves pages counts in Redis: codes that were used, and tries."""

from __future__ import annotations

import pytest
import redis
from django.core.cache import caches
from django.test import Client

from tests.parties.builders import authenticator, reviewer
from tests.parties.signing import PASSWORD, Codes, is_signed_in, sign_in
from tests.parties.test_totp import give
from tests.readiness.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache_on_redis")]


@pytest.fixture
def codes(monkeypatch) -> Codes:
    return Codes(monkeypatch)


def another_process() -> None:
    """One that shares nothing with us but the server: its own connection, and no memory of ours."""
    del caches["default"]


def test_a_code_used_with_one_process_is_refused_by_another(codes, redis_url):
    her = reviewer(password=PASSWORD)
    code = codes.of(authenticator(her))
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, her.email)

    give(first, code)
    kept = redis.from_url(redis_url).keys("qualtrack:*")
    another_process()
    refused = give(second, code)

    assert is_signed_in(first, her)
    assert "was used already" in words(refused.content.decode())
    assert kept


def test_guesses_are_counted_over_processes(codes):
    her = reviewer(password=PASSWORD)
    secret = authenticator(her)
    browser = Client()
    sign_in(browser, her.email)
    for number in range(10):
        give(browser, f"{number:06}")
        another_process()

    assert "Wait a quarter of an hour" in words(give(browser, codes.of(secret)).content.decode())


def test_what_redis_kept_is_forgotten_between_tests(redis_url):
    assert redis.from_url(redis_url).keys() == []

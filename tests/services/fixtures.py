"""The real services as fixtures. The first test that asks for one starts it, in each worker of pytest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.services import clamd as scanner
from tests.services import openid as openid_provider
from tests.services import redis, smtp
from tests.services import s3 as object_store
from tests.services.clamd import Scanner
from tests.services.openid import OpenId
from tests.services.s3 import S3
from tests.services.smtp import Smtp


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Emptied by whoever needs it empty."""
    with redis.running() as url:
        yield url


@pytest.fixture
def cache_on_redis(redis_url: str, settings) -> None:
    """What setting REDIS_URL does for the cache. It is empty before each test, as any."""
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": redis_url, "KEY_PREFIX": "qualtrack"}}
    cache.clear()


@pytest.fixture(scope="session")
def clamd() -> Iterator[Scanner]:
    with scanner.running() as started:
        yield started


@pytest.fixture
def clamd_url(clamd: Scanner) -> str:
    """It finds what ``tests.services.clamd`` lists, and nothing else."""
    return clamd.url


@pytest.fixture(scope="session")
def openid() -> Iterator[OpenId]:
    """Each test has people of its own sign in."""
    with openid_provider.running() as provider:
        yield provider


@pytest.fixture(scope="session")
def s3() -> Iterator[S3]:
    """Each test takes a folder of its own."""
    with object_store.running() as store:
        yield store


@pytest.fixture(scope="session")
def _sink() -> Iterator[Smtp]:
    with smtp.running() as sink:
        yield sink


@pytest.fixture(name="smtp")
def empty_smtp(_sink: Smtp) -> Smtp:
    """A mail server that has taken nothing yet."""
    _sink.empty()
    return _sink

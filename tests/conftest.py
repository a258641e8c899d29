"""What all tests share: nothing is written beside the code, and no time is lost on passwords or deadlines."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import cache
from django.test import TransactionTestCase

from journal.triggers import lifted
from tests.kills.telling import pytest_terminal_summary
from tests.launched import environment, launch, port
from tests.services.fixtures import (
    _sink,
    cache_on_redis,
    clamd,
    clamd_url,
    empty_smtp,
    openid,
    redis_url,
    s3,
)
from tests.services.stores import in_a_bucket, in_any_store, wire

__all__ = [
    "_sink",
    "cache_on_redis",
    "clamd",
    "clamd_url",
    "empty_smtp",
    "environment",
    "in_a_bucket",
    "in_any_store",
    "launch",
    "openid",
    "port",
    "pytest_terminal_summary",
    "redis_url",
    "s3",
    "wire",
]

# Whole programs, killed, restored or clicked through: each test of these takes many seconds.
LONG = {"backups", "deployment", "journeys", "kills"}

hypothesis.settings.register_profile(
    "house", deadline=None, print_blob=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("house")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes a database by a fixture touches tables too, so `-m django_db` chooses it."""
    for item in items:
        taken = set(getattr(item, "fixturenames", ()))
        if taken & {"db", "transactional_db"} and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db(transaction="transactional_db" in taken))


class LongOnesFirst:
    """In the random order that they have, so that no worker waits in the end for another's long test."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(LongOnesFirst())


@pytest.fixture(autouse=True)
def _passwords_without_stretching(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_tries_counted() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _files_in_a_temporary_directory(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(autouse=True, scope="session")
def _a_flush_may_empty_the_journal() -> Iterator[None]:
    """Tests that commit are followed by a flush, which the journal's triggers would refuse."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_with_triggers_lifted(case: TransactionTestCase) -> None:
        with lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", flush_with_triggers_lifted)
        yield

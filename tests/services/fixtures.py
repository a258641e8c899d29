"""The real services as fixtures. The first test that asks for one starts it, in each worker of pytest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services import clamd as clamd_service
from tests.services import redis
from tests.services.clamd import Scanner


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Emptied by whoever needs it empty."""
    with redis.running() as url:
        yield url


@pytest.fixture(scope="session")
def clamd() -> Iterator[Scanner]:
    with clamd_service.running() as scanner:
        yield scanner


@pytest.fixture
def clamd_url(clamd: Scanner) -> str:
    """It finds what ``tests.services.clamd`` lists, and nothing else."""
    return clamd.url

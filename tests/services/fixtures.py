"""The real services as fixtures. The first test that asks for one starts it, in each worker of pytest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services import redis


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Emptied by whoever needs it empty."""
    with redis.running() as url:
        yield url

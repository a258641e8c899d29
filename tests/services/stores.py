"""Files kept in a directory or in a real object store, as a test asks."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from qualtrack.storage import chosen
from tests.services.s3 import S3
from tests.services.wire import Wire, wired


def keep_files_at(url: str, store: S3, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What setting STORAGE_URL and the keys of that store does."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", store.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", store.secret_key)
    settings.STORAGES = settings.STORAGES | {"default": chosen(url)}


@pytest.fixture
def in_a_bucket(s3: S3, settings, monkeypatch) -> S3:
    """Files are kept in a folder of its own in the bucket of a real store."""
    keep_files_at(s3.url(uuid4().hex), s3, settings, monkeypatch)
    return s3


@pytest.fixture
def wire(s3: S3, settings, monkeypatch) -> Iterator[Wire]:
    """Files are kept in a bucket behind a wire that can be cut."""
    with wired(s3.port) as wire:
        keep_files_at(s3.url(uuid4().hex, port=wire.port), s3, settings, monkeypatch)
        yield wire


@pytest.fixture(params=["in a directory", "in a bucket"])
def in_any_store(request: pytest.FixtureRequest) -> str:
    """Once with files in a directory and once in a bucket."""
    if request.param == "in a bucket":
        request.getfixturevalue("in_a_bucket")
    return str(request.param)

"""Files in a bucket of an object store that speaks S3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.utils.http import content_disposition_header
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage
from urllib3.exceptions import HTTPError

from evidence.stores.promises import INCOMING, Store, StoreFailed, at_either_name, incoming

LINK_LASTS = 60  # seconds
IN_MEMORY = 8 * 1024 * 1024  # bytes of a file that is read or written; more of one that is read is on disk
FAILURES = (BotoCoreError, Boto3Error, ClientError, HTTPError, OSError, RetriesExceededError)


@contextmanager
def answering(name: str) -> Iterator[None]:
    """Let what the store's client raises be known to callers who know files alone."""
    try:
        yield
    except FileNotFoundError:
        raise
    except FAILURES as failure:
        if isinstance(failure, ClientError) and failure.response["Error"]["Code"] in ("404", "NoSuchKey"):
            raise FileNotFoundError(name) from failure
        raise StoreFailed(f"The object store failed at {name}: {failure}") from failure


class S3Store(Store, S3Storage):
    """A bucket. ``links`` is its address for browsers, where that is another than for us."""

    def __init__(self, *, links: str | None = None, **options: Any) -> None:
        super().__init__(**options | _manners(bool(options.get("endpoint_url"))))
        self.outside = S3Store(**options | {"endpoint_url": links}) if links else self

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        look = super()._open

        def fetch(place: str) -> File[Any]:
            """All of the file at once, so that no failure comes later."""
            with answering(place):
                return cast("File[Any]", look(place, mode).open())

        return at_either_name(name, fetch)

    def _save(self, name: str, content: File[Any]) -> str:
        with answering(name):
            return str(super()._save(name, content))

    def exists(self, name: str) -> bool:
        with answering(name):
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with answering(name):
            return int(super().size(name))

    def delete(self, name: str) -> None:
        self.remove(incoming(name))
        self.remove(name)

    def remove(self, place: str) -> None:
        with answering(place):
            super().delete(place)

    def settle(self, name: str) -> None:
        source = {"Bucket": self.bucket_name, "Key": self._normalize_name(incoming(name))}
        try:
            with answering(name):
                self._client.copy(
                    source, self.bucket_name, self._normalize_name(name), Config=self.transfer_config
                )
        except FileNotFoundError:
            if not self.exists(name):
                raise
        self.remove(incoming(name))

    def written(self, folder: str) -> Iterator[tuple[str, datetime]]:
        with answering(folder):
            for found in self.bucket.objects.filter(Prefix=self._location + folder):
                yield found.key.removeprefix(self._location), found.last_modified

    def stop_writing(self, *, before: datetime) -> int:
        """Parts of files that never became one cost space and stand in no listing."""
        stopped = 0
        with answering(INCOMING):
            for upload in self.bucket.multipart_uploads.filter(Prefix=self._location + INCOMING):
                if upload.initiated < before:
                    upload.abort()
                    stopped += 1
        return stopped

    def link(self, name: str, *, filename: str, content_type: str) -> str | None:
        if not self.exists(name):
            self.settle(name)
        said = {
            "ResponseContentDisposition": str(content_disposition_header(True, filename)),
            "ResponseContentType": content_type,
            "ResponseCacheControl": "private, no-store",
        }
        with answering(name):
            return self.outside.signed(name, said)

    def signed(self, name: str, said: dict[str, str]) -> str:
        """A link to read a file, with what the store shall say of it; nobody can change a letter of it."""
        return str(S3Storage.url(self, name, parameters=said, expire=LINK_LASTS))

    @property
    def _client(self) -> Any:
        return self.connection.meta.client

    @property
    def _location(self) -> str:
        """What the keys of all our files begin with."""
        return f"{self.location}/" if self.location else ""


def _manners(has_endpoint: bool) -> dict[str, Any]:
    """How we speak with the store: signed, in one thread, and not waiting longer than a person would."""
    return {
        "client_config": Config(
            signature_version="s3v4",
            s3={"addressing_style": "path" if has_endpoint else "auto"},
            connect_timeout=5,
            read_timeout=20,
            retries={"mode": "standard", "total_max_attempts": 3},
        ),
        "transfer_config": TransferConfig(
            use_threads=False,
            multipart_chunksize=IN_MEMORY,
            multipart_threshold=IN_MEMORY,
            num_download_attempts=3,
        ),
        "max_memory_size": IN_MEMORY,
        "querystring_auth": True,
        "file_overwrite": True,
    }

"""The names of uploads as they were sent, beside those that Django cleans before anybody sees them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParser
from django.utils.datastructures import ImmutableList


class _Cleaned(str):
    """A name that was cleaned, with the one that came."""

    __slots__ = ("given",)
    given: str


class _KeepsNames(MultiPartParser):
    def sanitize_file_name(self, file_name: str) -> str | None:
        cleaned = super().sanitize_file_name(file_name)
        if not cleaned:
            return None
        name = _Cleaned(cleaned)
        name.given = file_name
        return name


class InMemory(MemoryFileUploadHandler):
    def file_complete(self, file_size: int) -> UploadedFile | None:
        return _named_as_given(super().file_complete(file_size), self.file_name)


class OnDisk(TemporaryFileUploadHandler):
    def file_complete(self, file_size: int) -> UploadedFile | None:
        return _named_as_given(super().file_complete(file_size), self.file_name)


def keep_names(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Have each request's form read by a parser that keeps the names of its files."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.parse_file_upload = partial(_parse, request)  # type: ignore[method-assign]
        return get_response(request)

    return middleware


def name_given(upload: object) -> str:
    """What an upload was called by whoever sent it; files of our own are called what they are called."""
    return str(getattr(upload, "name_given", "") or getattr(upload, "name", "") or "")


def _parse(request: HttpRequest, meta: Any, post_data: Any) -> Any:
    """As Django does it, but for the parser."""
    handlers: Any = ImmutableList(request.upload_handlers, warning="The upload was read already.")
    request.upload_handlers = handlers
    return _KeepsNames(meta, post_data, handlers, request.encoding).parse()


def _named_as_given(upload: UploadedFile | None, name: str | None) -> UploadedFile | None:
    if upload is not None:
        upload.name_given = name.given if isinstance(name, _Cleaned) else name  # type: ignore[attr-defined]
    return upload

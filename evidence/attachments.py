"""Bytes for a person to keep: an attachment that no browser opens, runs or guesses at."""

from __future__ import annotations

from typing import IO

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from evidence.file_names import plain_name
from evidence.stores import store

# What nothing runs, wherever it is opened. All else goes out as mere bytes, whatever it was found to be.
INERT = frozenset(
    (
        *("application/pdf", "application/zip", "image/jpeg", "image/png", "text/csv", "text/plain"),
        *("application/vnd.ms-outlook", "message/rfc822"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
)
MERE_BYTES = "application/octet-stream"


def given_out(kept: FieldFile, *, name: str, content_type: str) -> HttpResponseBase:
    """A file of the store: a link to it there where the store serves browsers itself, else its bytes.

    Only for who may have it: the link opens for anybody, for a minute. ``FileNotFoundError`` where the store
    doesn't have the file, another ``OSError`` where it fails.
    """
    link = store.link(str(kept.name), filename=plain_name(name), content_type=_harmless(content_type))
    if link:
        return HttpResponseRedirect(link)
    return attachment(kept.open("rb"), name=name, content_type=content_type)


def attachment(content: IO[bytes], *, name: str, content_type: str) -> FileResponse:
    response = FileResponse(
        content,
        as_attachment=True,
        filename=plain_name(name),
        content_type=_harmless(content_type),
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def drawn_page(picture: bytes) -> HttpResponse:
    """A picture that we drew ourselves, for one of our pages; opened by itself it may do nothing at all."""
    response = HttpResponse(picture, content_type="image/png")
    response["Content-Disposition"] = 'inline; filename="page.png"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def _harmless(content_type: str) -> str:
    return content_type if content_type in INERT else MERE_BYTES

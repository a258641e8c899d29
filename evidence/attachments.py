"""Bytes for a person to keep: an attachment that no browser opens, runs or guesses at."""

from __future__ import annotations

from typing import IO

from django.http import FileResponse

from evidence.file_names import plain_name

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


def attachment(content: IO[bytes], *, name: str, content_type: str) -> FileResponse:
    response = FileResponse(
        content,
        as_attachment=True,
        filename=plain_name(name),
        content_type=content_type if content_type in INERT else MERE_BYTES,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-store"
    return response

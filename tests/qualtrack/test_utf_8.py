"""What names another encoding than UTF-8 is refused before anything is read by it."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment
from wsgiref.util import setup_testing_defaults

import pytest

from qualtrack.utf_8 import REFUSED, utf_8_alone

FORM = "application/x-www-form-urlencoded"
READ = b"read"


def reading(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [READ]


def answer(content_type: str | None, method: str = "POST") -> tuple[str, bytes]:
    environ: WSGIEnvironment = {"REQUEST_METHOD": method}
    setup_testing_defaults(environ)
    if content_type is not None:
        environ["CONTENT_TYPE"] = content_type
    status: list[str] = []
    body = utf_8_alone(reading)(environ, lambda said, *_: status.append(said))  # type: ignore[arg-type]
    return status[0], b"".join(body)


@pytest.mark.parametrize(
    "charset", ["utf-7", "ascii", "utf-16", "idna", "punycode", "hex", "rot13", "none-such"]
)
def test_another_encoding_is_refused(charset: str):
    assert answer(f"{FORM}; charset={charset}") == ("400 Bad Request", REFUSED)
    assert answer(f"{FORM}; charset={charset}", "GET") == ("400 Bad Request", REFUSED)
    assert answer(f"{FORM}; charset={charset}", "HEAD") == ("400 Bad Request", b"")


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "",
        FORM,
        f"{FORM}; charset=UTF-8",
        f'{FORM}; charset="utf8"',
        "multipart/form-data; boundary=a-b",
    ],
)
def test_utf_8_by_any_name_is_read(content_type: str | None):
    assert answer(content_type) == ("200 OK", READ)

"""Nothing but UTF-8 comes in: that is what every page asks for its forms."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.utils.http import parse_header_parameters

REFUSED = (
    b"What was sent says that it is not in UTF-8, and nothing else can be read here. Nothing was changed.\n"
)
HEAD = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(REFUSED))),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'"),
]


def utf_8_alone(application: WSGIApplication) -> WSGIApplication:
    """Refuse what names another encoding, before Django reads as much as the address by it.

    Some of Python's codecs read no text at all, so that not even a page about that could be made.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_utf_8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", HEAD)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [REFUSED]

    return answer


def _is_utf_8(content_type: str) -> bool:
    _, named = parse_header_parameters(content_type)
    try:
        return codecs.lookup(named.get("charset", "utf-8")).name == "utf-8"
    except LookupError:
        return False

"""What people read when a request fails: what is known of what they did, and what to do next."""

from __future__ import annotations

import sys

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request

from jobs.errors import may_pass
from parties.transactions import NotKept, may_be_kept

IN_A_PART = {"HX-Retarget": "#failed", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"}


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to a request that raised: 503 where the database, the store, the disk or the mail failed.

    It needs none of them. Django calls it while it holds the failure, and writes that to the log.
    """
    failure = sys.exc_info()[1]
    return _told(request, passes=failure is not None and _passes(failure))


def not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The answer to what can't be read. A session that could not be saved is another matter."""
    if isinstance(exception, SessionInterrupted) and _passes(exception):
        return _told(request, passes=True)
    return bad_request(request, exception)


def _passes(failure: BaseException) -> bool:
    """Whether it may go well in a few minutes. Of a session, Django tells only what it could not do."""
    if isinstance(failure, (SessionInterrupted, UpdateError)) and failure.__context__:
        # A session that ended meanwhile is told by an error of the database's own kind, too.
        return type(failure.__context__) is not DatabaseError and _passes(failure.__context__)
    return isinstance(failure, NotKept) or may_pass(failure)


def _told(request: HttpRequest, *, passes: bool) -> HttpResponse:
    asked = request.method not in ("GET", "HEAD")
    told = {"passes": passes, "asked": asked, "is_known": not asked or not may_be_kept.get()}
    in_a_part = "HX-Request" in request.headers
    page = "parts/failed.html" if in_a_part else "503.html" if passes else "500.html"
    return HttpResponse(
        render_to_string(page, told),
        status=503 if passes else 500,
        headers=IN_A_PART if in_a_part else None,
    )

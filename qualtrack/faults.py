"""What people read when a request fails: what is known of what they did, and what to do next."""

from __future__ import annotations

import sys

from django.core.signals import request_started
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from jobs.errors import may_pass
from parties.transactions import NotKept, may_be_kept

IN_A_PART = {"HX-Retarget": "#failed", "HX-Reswap": "innerHTML", "HX-Push-Url": "false"}


def forget_what_was_kept(**_: object) -> None:
    may_be_kept.set(False)


request_started.connect(forget_what_was_kept)


def failed(request: HttpRequest) -> HttpResponse:
    """The answer to a request that raised: 503 where the database, the store, the disk or the mail failed.

    It needs none of them. Django calls it while it holds the failure, and writes that to the log.
    """
    failure = sys.exc_info()[1]
    passes = failure is not None and (isinstance(failure, NotKept) or may_pass(failure))
    told = {
        "passes": passes,
        "is_known": request.method in ("GET", "HEAD") or not may_be_kept.get(),
        "asked": request.method not in ("GET", "HEAD"),
    }
    in_a_part = "HX-Request" in request.headers
    page = "parts/failed.html" if in_a_part else "503.html" if passes else "500.html"
    return HttpResponse(
        render_to_string(page, told),
        status=503 if passes else 500,
        headers=IN_A_PART if in_a_part else None,
    )

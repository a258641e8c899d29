"""What stands around every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.core.signals import request_finished
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from parties.transactions import may_be_kept
from qualtrack import log

Answer = Callable[[HttpRequest], HttpResponseBase]


def no_body_for_head(get_response: Answer) -> Answer:
    """Answer HEAD with the head alone.

    Django leaves that to the server and waitress sends what it is given: on a connection that is kept open
    the next answer would begin with bytes that an uploader chose.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD":
            length = response.headers.get("Content-Length")
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            else:
                length = length or str(len(response.content))  # type: ignore[attr-defined]
                response.content = b""  # type: ignore[attr-defined]
            if length:
                response.headers["Content-Length"] = length
        return response

    return answer


def request_id(get_response: Answer) -> Answer:
    """Give each request an id that its answer, its log lines and its error page name.

    It stands until the answer is closed, so that what fails while a file is sent names it as well. What was
    kept is asked of each request anew.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = log.id_of_request(request.headers.get("X-Request-ID", ""))
        log.request_id.set(given)
        may_be_kept.set(False)
        response = get_response(request)
        response.headers["X-Request-ID"] = given
        return response

    return answer


def forget_request_id(**_: object) -> None:
    log.request_id.set("")


request_finished.connect(forget_request_id)

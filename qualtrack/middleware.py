"""What stands around every answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

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

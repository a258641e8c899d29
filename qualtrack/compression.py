"""Pages go out compressed, by Django's own middleware and its guard against guessing by length."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PAGE = "text/html"


class CompressPages(GZipMiddleware):
    """Of all answers the pages alone: a file goes out byte for byte, and says how long it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith(PAGE):
            return response
        return super().process_response(request, response)

"""What a browser may do with our pages: the same on every answer, whatever made it."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import NONCE, NONE, SELF
from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Nothing but what is listed, and all of it from here. A script runs only where the page gives its nonce;
# there is no inline style, no data: image, no frame and no plug-in to allow.
CONTENT = {
    "default-src": [NONE],
    "script-src": [NONCE],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "object-src": [NONE],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}

# No page asks for any of these, so none may, nor may what somebody smuggles into one.
SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)

HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF),
    "Cross-Origin-Resource-Policy": "same-origin",
    # Django's own middleware sets these four too, but not on an answer that it makes itself.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Pages hold what is confidential between parties. Static files say otherwise for themselves.
    "Cache-Control": "private, no-store",
}

Answer = Callable[[HttpRequest], HttpResponseBase]


def policy_headers(answer: Answer) -> Answer:
    """Middleware, the outermost: each header above, unless the answer has one of its own."""

    def answer_with_headers(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return answer_with_headers

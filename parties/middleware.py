"""What stands between a request and its page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parties.models import Person
from parties.totp import has_totp, requires_totp

# Where one sets it up, and the ways there and out; and how even that page looks.
OPEN = (
    "mfa_activate_totp",
    "account_reauthenticate",
    "account_logout",
    "parties:choose_theme",
)


class RequireTotpMiddleware:
    """Sends who must have an authenticator app to set it up, before any other page, be it there or not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        request.must_set_up_totp = (  # type: ignore[attr-defined]
            isinstance(person, Person) and requires_totp(person) and not has_totp(person)
        )
        if request.must_set_up_totp and request.path not in map(reverse, OPEN):  # type: ignore[attr-defined]
            return _sent_to_set_up(request)
        return self.get_response(request)


def _sent_to_set_up(request: HttpRequest) -> HttpResponse:
    page = reverse("mfa_activate_totp")
    if "HX-Request" in request.headers:  # htmx would put the page into a part of another
        return HttpResponse(headers={"HX-Redirect": page})
    return redirect(page)

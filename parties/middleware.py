"""What stands between a request and its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
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


class RequireSignInMiddleware(LoginRequiredMiddleware):
    """A page is for people who have signed in unless its view says otherwise.

    Whose session has ended comes back to the page that they were on, where their draft waits: a form's own
    address may be no page, and htmx would put the page to sign in into a part of another.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        answer = redirect_to_login(
            _page_of(request), self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": answer["Location"]})
        return answer


def _page_of(request: HttpRequest) -> str:
    """Where somebody was when they asked: the page itself, or that of the form or the part."""
    own = request.get_full_path()
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        return own
    said = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    if said.netloc != request.get_host() or not said.path.startswith("/"):
        return own
    return f"{said.path}?{said.query}" if said.query else said.path


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

"""Requests of people who have signed in, and what is not there for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from parties.models import Person
from parties.permissions import may


class SignedInRequest(HttpRequest):
    user: Person
    htmx: HtmxDetails


def page_before(request: HttpRequest) -> str:
    """The page of ours that a form was on which stands on every page, as the browser says; else the first."""
    said = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if ours else resolve_url("readiness:portfolio")


def require_seen(person: Person, permission: str, thing: Any) -> None:
    """What a person may not see or do is not there: ``Http404``."""
    if not may(person, permission, thing):
        raise Http404

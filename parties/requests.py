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


def page_here(request: HttpRequest) -> str:
    """Where a page can be read again: its own address, or that of the form whose answer it is."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return page_of_ours(request, request.headers.get("Referer", ""))


def page_of_ours(request: HttpRequest, said: str) -> str:
    """The address that is said, if it is one of ours; else the first page."""
    ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if ours else resolve_url("readiness:portfolio")


def require_seen(person: Person, permission: str, thing: Any) -> None:
    """What a person may not see or do is not there: ``Http404``."""
    if not may(person, permission, thing):
        raise Http404

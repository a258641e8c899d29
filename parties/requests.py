"""Requests of people who have signed in, and what is not there for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from parties.models import Person
from parties.permissions import may


class SignedInRequest(HttpRequest):
    user: Person
    htmx: HtmxDetails


def require_seen(person: Person, permission: str, thing: Any) -> None:
    """What a person may not see or do is not there: ``Http404``."""
    if not may(person, permission, thing):
        raise Http404

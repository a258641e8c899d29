"""How django-axes counts failed sign-ins, and the page when there were too many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def address_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """The e-mail address that somebody tries, in one spelling."""
    said = (credentials or {}).get("email") or request.POST.get("login", "")
    return str(said).strip().lower()


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "parties/locked_out.html", {"minutes": minutes}, status=429)

"""Addresses whose views fail, each in its own way, with a secret on their lips; and one that sets cookies."""

from __future__ import annotations

from typing import NoReturn

from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path

from qualtrack.urls import handler400 as handler400
from qualtrack.urls import handler500 as handler500
from qualtrack.urls import urlpatterns as ours

SECRET = "Vexmoor Energy has no certificate"


@login_not_required
def bad_request(request: HttpRequest) -> NoReturn:
    raise SuspiciousOperation(SECRET)


@login_not_required
def not_allowed(request: HttpRequest) -> NoReturn:
    raise PermissionDenied(SECRET)


@login_not_required
def not_there(request: HttpRequest) -> NoReturn:
    raise Http404(SECRET)


@login_not_required
def failing(request: HttpRequest) -> NoReturn:
    raise ZeroDivisionError(SECRET)


@login_not_required
def remembers(request: HttpRequest) -> HttpResponse:
    request.session["remembered"] = True
    return HttpResponse(get_token(request))


def ends(request: HttpRequest) -> HttpResponse:
    """As if the person signed out elsewhere meanwhile."""
    request.session["remembered"] = True
    Session.objects.all().delete()
    return HttpResponse()


urlpatterns = [
    path("ends/", ends),
    path("remembers/", remembers),
    path("fails/400/", bad_request),
    path("fails/403/", not_allowed),
    path("fails/404/", not_there),
    path("fails/500/", failing),
    *ours,
]

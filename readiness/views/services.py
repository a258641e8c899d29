"""One SDS: its gates, what to do next, and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    return render(request, "readiness/service.html", {"service_id": service_id})

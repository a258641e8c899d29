"""A finding opened to its derivation."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assumptions.requirement import Requirement
from assumptions.vocabulary import Gate
from evidence.queries import services_shown_to
from parties.models import CollectionRoute, Person, SmartDataService
from parties.queries import services_collected_by
from parties.requests import SignedInRequest, require_seen
from readiness.facts import PREFETCHED_ROUTES
from readiness.forms.as_of import AsOfForm
from readiness.queries.finding import Subject, finding_page, subject_of
from readiness.standing import standing


@require_safe
def finding(
    request: SignedInRequest,
    service_id: UUID,
    gate: Gate,
    requirement: Requirement,
    scope_id: UUID | None = None,
) -> HttpResponse:
    """How it was decided, on what, and what would turn it; a collector opens those on its own routes."""
    service = _service(request.user, service_id)
    subject = subject_of(service, scope_id)
    _require_seen(request.user, service, subject)
    if scope_id and subject is None:
        raise Http404
    form = AsOfForm(request.GET)
    page = finding_page(standing(service, as_of=form.day), gate, requirement, subject, request.user)
    if page is None:
        raise Http404
    context = {"form": form, "service": service, "page": page, "found": page.found, "as_of": form.day}
    return render(request, "readiness/finding.html", context)


def _service(person: Person, service_id: UUID) -> SmartDataService:
    """One that the person sees, or for which their organisation collects."""
    shown = services_shown_to(person).prefetch_related(PREFETCHED_ROUTES).filter(pk=service_id).first()
    return shown or get_object_or_404(services_collected_by(person), pk=service_id)


def _require_seen(person: Person, service: SmartDataService, subject: Subject) -> None:
    if isinstance(subject, CollectionRoute):
        require_seen(person, "parties.see_route", subject)
    else:
        require_seen(person, "parties.see_service", service)

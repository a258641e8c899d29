"""A collector's own view of another's SDS, and consent to see what a party showed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from evidence import actions
from evidence.models import Consent, Recipient
from journal import clock
from parties.errors import Refused
from parties.models import Person, SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.facts import PREFETCHED_ROUTES
from readiness.queries.collecting import collecting_page
from readiness.standing import standing


@require_safe
def collecting(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """The SDS of another for which the person's organisation collects, cut to its own routes and items."""
    services = SmartDataService.objects.select_related("provider").prefetch_related(PREFETCHED_ROUTES)
    service = get_object_or_404(services, pk=service_id)
    require_seen(request.user, "parties.see_collected_routes", service)
    if request.user.organisation is None:
        raise Http404
    page = collecting_page(standing(service, as_of=clock.today()), request.user, request.user.organisation)
    return render(request, "readiness/collecting.html", {"service": service, "page": page})


@require_POST
def share_with_provider(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = get_object_or_404(SmartDataService.objects.select_related("provider"), pk=service_id)
    require_seen(request.user, "evidence.share_with_provider", service)
    return _act(
        request,
        lambda: actions.give_consent(actor=request.user, service=service, recipient=Recipient.PROVIDER),
        f"{service.provider} sees from now on what you showed for {service}.",
        reverse("readiness:collecting", args=[service.pk]),
    )


@require_POST
def share_with_qwg(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = get_object_or_404(SmartDataService, pk=service_id)
    require_seen(request.user, "evidence.share_with_qwg", service)
    return _act(
        request,
        lambda: actions.give_consent(actor=request.user, service=service, recipient=Recipient.QWG),
        f"QWG members see {service} from now on.",
        reverse("readiness:service", args=[service.pk]),
    )


@require_POST
def withdraw_consent(request: SignedInRequest, consent_id: UUID) -> HttpResponse:
    consent = get_object_or_404(Consent.objects.select_related("service"), pk=consent_id)
    require_seen(request.user, "evidence.withdraw_consent", consent)
    return _act(
        request,
        lambda: actions.withdraw_consent(actor=request.user, consent=consent),
        "It is not shared any more. What was taken away before stays with whoever took it.",
        _where_it_was_ended(request.user, consent),
    )


def _where_it_was_ended(person: Person, consent: Consent) -> str:
    """The page of the SDS; whoever collects for it no more sees the consent on the portfolio alone."""
    if consent.recipient == Recipient.QWG:
        return reverse("readiness:service", args=[consent.service_id])
    if may(person, "parties.see_collected_routes", consent.service):
        return reverse("readiness:collecting", args=[consent.service_id])
    return reverse("readiness:portfolio")


def _act(request: SignedInRequest, action: Callable[[], object], done: str, page: str) -> HttpResponse:
    try:
        action()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(page)

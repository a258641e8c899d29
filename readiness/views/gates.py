"""An SDS at a gate: a date of its own, and the day on which it was let through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assumptions.sentences import in_full
from assumptions.vocabulary import Gate
from journal import clock
from parties import actions
from parties.models import SmartDataService
from parties.requests import SignedInRequest
from readiness.flips import flip_of
from readiness.forms.keeping import GateDateForm, GateForm, GatePassedForm
from readiness.gate_dates import remarks_on
from readiness.timeline_words import Value
from readiness.views.keeping import service_kept
from readiness.views.proposals import Outlook, Proposal, put_forward
from readiness.what_if import with_day_at_gate


@require_http_methods(["GET", "HEAD", "POST"])
def set_gate_date(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """A date of its own goes before the programme's; none leaves it to that."""
    service = service_kept(request, service_id, "parties.set_gate_date")
    form = GateDateForm(_posted(request), service=service, gate=request.GET.get("gate", ""))
    return _at_gate(request, service, form, "gate_dates", "Own date", actions.set_gate_date)


@require_http_methods(["GET", "HEAD", "POST"])
def record_gate_passed(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """That the programme or the Code Bodies let it through, and when (I16)."""
    service = service_kept(request, service_id, "parties.record_gate_passed")
    form = GatePassedForm(_posted(request), service=service, gate=request.GET.get("gate", ""))
    return _at_gate(request, service, form, "gates_passed", "Passed on", actions.record_gate_passed)


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _at_gate(
    request: SignedInRequest,
    service: SmartDataService,
    form: GateForm,
    part: str,
    label: str,
    action: Callable[..., object],
) -> HttpResponse:
    proposal = Proposal(
        page=f"readiness/{action.__name__}.html",
        context={
            "service": service,
            "back": reverse("readiness:keep_service", args=[service.pk]),
            "crumb": str(service),
        },
        seen=str(service.facts_version),
        is_so=lambda: form.before == form.cleaned_data["on"],
        outlook=lambda: _outlook(request, service, form, part, label),
        act=lambda: action(actor=request.user, service=service, **form.said()),
        done=f"It is kept for {service}.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:keep_service", service.pk)


def _outlook(
    request: SignedInRequest, service: SmartDataService, form: GateForm, part: str, label: str
) -> Outlook:
    gate, on = Gate(form.cleaned_data["gate"]), form.cleaned_data["on"]
    value = Value(
        f"{label}, {gate.label}",
        in_full(form.before) if form.before else "none",
        in_full(on) if on else "none",
    )
    return Outlook(
        heading=f"What this would turn for {service}",
        said=[value],
        flips=flip_of(
            service,
            lambda facts: with_day_at_gate(facts, part, gate, on),
            on=clock.today(),
            person=request.user,
        ),
        remarks=remarks_on({}, {gate: on}, clock.today()) if on and part == "gate_dates" else (),
        save="Save the day" if on else "Take the day away",
        undo="Another entry undoes it; both stay in the timeline.",
    )

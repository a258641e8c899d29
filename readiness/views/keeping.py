"""Keeping an SDS: added, changed, and all that is declared and set for it on one page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.vocabulary import Participation, applicable_gates
from journal import clock
from parties import actions
from parties.models import Organisation, SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.facts import Document
from readiness.flips import flip_of
from readiness.forms.keeping import ServiceForm
from readiness.queries.keeping import keeping
from readiness.settings_words import values_between
from readiness.standing import standing
from readiness.views.proposals import Outlook, Proposal, put_forward
from readiness.what_if import with_service

FIELDS = ("name", "participation", "role")


def service_kept(request: SignedInRequest, service_id: UUID, permission: str) -> SmartDataService:
    """An SDS to which the person may do this; else it is not there."""
    service = get_object_or_404(SmartDataService.objects.select_related("provider"), pk=service_id)
    require_seen(request.user, permission, service)
    return service


@require_safe
def keep_service(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """What is entered of an SDS, its routes and its gates, with the way to change each."""
    service = get_object_or_404(SmartDataService.objects.select_related("provider"), pk=service_id)
    require_seen(request.user, "readiness.keep_service", service)
    today = clock.today()
    context = {
        "service": service,
        "kept": keeping(standing(service, as_of=today)),
        "today": today,
        "may_change": may(request.user, "parties.change_service", service),
        "may_declare": may(request.user, "parties.declare_route", service),
        "may_withdraw": may(request.user, "parties.withdraw_route", service),
        "may_set_date": may(request.user, "parties.set_gate_date", service),
        "may_let_through": may(request.user, "parties.record_gate_passed", service),
    }
    return render(request, "readiness/keep_service.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_service(request: SignedInRequest) -> HttpResponse:
    require_seen(request.user, "parties.add_service", None)
    posted = request.POST if request.method == "POST" else None
    form = ServiceForm(posted, initial={"provider": request.GET.get("provider")})
    proposal = Proposal(
        page="readiness/add_service.html",
        context={
            "back": reverse("readiness:programme"),
            "crumb": "Programme",
            "has_organisations": Organisation.objects.exists(),
        },
        seen="",
        is_so=lambda: _same(form) is not None,
        outlook=lambda: _as_added(form),
        act=lambda: actions.add_service(actor=request.user, **form.said()),
        done="The service is added. Declare its first collection route next.",
    )
    answer = put_forward(request, form, proposal)
    if answer is not None:
        return answer
    return redirect("readiness:keep_service", SmartDataService.objects.get(slug=form.cleaned_data["slug"]).pk)


def _same(form: ServiceForm) -> SmartDataService | None:
    """The SDS that says all that the form says, so that the form was sent twice."""
    return SmartDataService.objects.filter(**form.said()).first()


def _as_added(form: ServiceForm) -> Outlook:
    said = form.said()
    gates = applicable_gates(Participation(said["participation"]))
    values = values_between(
        {}, {**{name: said[name] for name in FIELDS}, "organisation": str(said["provider"])}
    )
    return Outlook(
        heading=f"Add {said['name']}",
        said=values,
        flips=None,
        save="Add the service",
        undo=f"It is asked for {len(gates)} gates, {gates[0].label} first. Its id is "
        f"{said['slug']}, for good; all else can be changed.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_service(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = service_kept(request, service_id, "parties.change_service")
    form = ServiceForm(request.POST if request.method == "POST" else None, service=service)
    proposal = Proposal(
        page="readiness/change_service.html",
        context={
            "service": service,
            "back": reverse("readiness:keep_service", args=[service.pk]),
            "crumb": str(service),
        },
        seen=str(service.facts_version),
        is_so=lambda: not _changes(form, service)[1],
        outlook=lambda: _as_changed(request, form, service),
        act=lambda: actions.change_service(actor=request.user, service=service, **form.said()),
        done=f"{service} is changed.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:keep_service", service.pk)


def _changes(form: ServiceForm, service: SmartDataService) -> tuple[dict[str, str], dict[str, str]]:
    """What differs, as it was and as it would be, in the journal's names."""
    said = form.said()
    old = {**{name: getattr(service, name) for name in FIELDS}, "organisation": str(service.provider)}
    new = {**{name: said[name] for name in FIELDS}, "organisation": str(said["provider"])}
    differs = [name for name in new if old[name] != new[name]]
    return {name: old[name] for name in differs}, {name: new[name] for name in differs}


def _as_changed(request: SignedInRequest, form: ServiceForm, service: SmartDataService) -> Outlook:
    said = form.said()
    provider: Organisation = said["provider"]

    def change(facts: Document) -> Document:
        return with_service(facts, provider=str(provider), **{name: said[name] for name in FIELDS})

    return Outlook(
        heading=f"What this would turn for {service}",
        said=values_between(*_changes(form, service)),
        flips=flip_of(service, change, on=clock.today(), person=request.user),
        save="Save the change",
        undo="Changing it back undoes it; both stay in the timeline.",
    )

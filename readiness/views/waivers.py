"""Waivers and work-off plans: the list, granting one with its effect before the decision, and ending one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from evidence.queries import services_shown_to
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.models import SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.actions import end_waiver as the_action_to_end
from readiness.actions import grant_waiver as the_action_to_grant
from readiness.effects import Effect, effect_of, effect_on
from readiness.forms.waiver import EndWaiverForm, GrantWaiverForm, WaiverFilterForm
from readiness.models import WaiverState
from readiness.queries.waivers import (
    Waivable,
    WaiverRow,
    find_waivable,
    in_state,
    waivable,
    waivers_about_to_end,
    waivers_seen_by,
)
from readiness.standing import Standing, standing
from readiness.what_if import with_waiver, with_waiver_ended

PER_PAGE = 50


@require_safe
def waivers(request: SignedInRequest) -> HttpResponse:
    require_seen(request.user, "readiness.see_waivers", None)
    today, form = clock.today(), WaiverFilterForm(request.GET)
    rows = waivers_seen_by(request.user, today)
    if form.chosen:
        rows = in_state(rows, form.chosen, today)
    service = _filtered_by(request, form)
    if service:
        rows = rows.filter(service=service)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [WaiverRow(waiver, today) for waiver in page.object_list],
        "service": service,
        "ending": len(waivers_about_to_end(request.user, today)),
        "in_force": in_state(waivers_seen_by(request.user, today), WaiverState.IN_FORCE, today).count(),
        "may_end": may(request.user, "readiness.end_waiver"),
    }
    return render(request, "readiness/waivers.html", context)


def _filtered_by(request: SignedInRequest, form: WaiverFilterForm) -> SmartDataService | None:
    chosen = form.cleaned_data.get("service") if form.is_valid() else None
    return get_object_or_404(services_shown_to(request.user), pk=chosen) if chosen else None


@require_http_methods(["GET", "HEAD", "POST"])
def grant_waiver(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """First what can be waived; then, for one of these, the decision with its effect beside."""
    service = get_object_or_404(services_shown_to(request.user), pk=service_id)
    require_seen(request.user, "readiness.grant_waiver", service)
    stands = standing(service, as_of=clock.today())
    choices = waivable(stands)
    chosen = find_waivable(choices, request.GET.get("requirement", ""), request.GET.get("scope", ""))
    if chosen is None:
        context = {
            "service": service,
            "choices": choices,
            "unmet": [each for each in choices if each.unmet],
            "settled": [each for each in choices if not each.unmet],
            "asked": request.GET.get("requirement"),
        }
        return render(request, "readiness/waivable.html", context)
    looks = "look" in request.POST
    form = GrantWaiverForm(
        request.POST if request.method == "POST" else None, gates=chosen.gates, unmet=chosen.unmet
    )
    effect = _effect_of_granting(stands, chosen, form)
    if not looks and form.is_valid() and _grant(request, chosen, form):
        return _granted(request, chosen, effect)
    context = {"service": service, "setting_aside": chosen, "form": form, "effect": effect, "looks": looks}
    return render(request, "readiness/grant_waiver.html", context)


def _effect_of_granting(stands: Standing, chosen: Waivable, form: GrantWaiverForm) -> Effect | None:
    """What it would do today; before anything is typed, at the gates where it is unmet."""
    typed = form.so_far
    if not typed.get("gates"):
        return None
    return effect_of(
        stands,
        lambda document: with_waiver(
            document,
            requirement=chosen.requirement.id,
            scope=chosen.scope_id,
            gates=typed["gates"],
            granted_on=typed.get("granted_on"),
            expires_on=typed.get("expires_on"),
        ),
    )


def _grant(request: SignedInRequest, chosen: Waivable, form: GrantWaiverForm) -> bool:
    """Whether it was recorded; if not, the form says why."""
    try:
        the_action_to_grant(
            actor=request.user,
            service=chosen.service,
            requirement=chosen.requirement.id,
            scope=chosen.scope,
            **form.said(),
        )
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _granted(request: SignedInRequest, chosen: Waivable, effect: Effect | None) -> HttpResponse:
    followed = f" That {effect.in_words}." if effect and effect.gates else ""
    messages.success(request, f"Recorded: {chosen.title}, {chosen.subject}, is set aside.{followed}")
    return redirect("readiness:service", chosen.service.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def end_waiver(request: SignedInRequest, waiver_id: UUID) -> HttpResponse:
    """Let one end, with what follows on the day after."""
    today = clock.today()
    waiver = get_object_or_404(waivers_seen_by(request.user, today), pk=waiver_id)
    require_seen(request.user, "readiness.end_waiver", waiver.service)
    row = WaiverRow(waiver, today)
    if row.state is WaiverState.ENDED:
        raise Http404
    form = EndWaiverForm(request.POST if request.method == "POST" else None, today=today)
    looks = "look" in request.POST
    last = form.last
    effect = effect_on(
        standing(waiver.service, as_of=today),
        lambda document: with_waiver_ended(document, waiver.local_id, on=last),
        after=last,
    )
    if not looks and form.is_valid():
        try:
            the_action_to_end(actor=request.user, waiver=waiver, **form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{row.requirement}, {row.scope}: set aside until {last:%-d %B %Y}.")
            return redirect("readiness:waivers")
    context = {"row": row, "form": form, "effect": effect, "last": last, "looks": looks}
    return render(request, "readiness/end_waiver.html", context)

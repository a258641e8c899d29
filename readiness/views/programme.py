"""What keeps the programme, and its settings: in force, with their history, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.vocabulary import Gate
from journal import clock
from parties import actions
from parties.models import Programme, SmartDataService
from parties.requests import SignedInRequest, require_seen
from readiness.facts import programme_part
from readiness.flips import flips_of
from readiness.forms.settings import SettingsForm
from readiness.gate_dates import remarks_on
from readiness.queries.programme import (
    changes_told,
    settings_entries,
    settings_in_force,
    the_programme,
)
from readiness.settings_words import settings_values
from readiness.views.proposals import Outlook, Proposal, put_forward
from readiness.what_if import with_programme

PER_PAGE = 50


@require_safe
def programme(request: SignedInRequest) -> HttpResponse:
    """The way to all that keeps the programme, the settings in force, and who changed them."""
    require_seen(request.user, "readiness.see_programme", None)
    page = Paginator(settings_entries(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "settings": settings_in_force(the_programme()),
        "page": page,
        "changes": changes_told(list(page.object_list)),
        "today": clock.today(),
    }
    return render(request, "readiness/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_programme(request: SignedInRequest) -> HttpResponse:
    """The settings in one form; before they are saved, what they would turn."""
    require_seen(request.user, "parties.change_programme", None)
    there = the_programme()
    form = SettingsForm(request.POST if request.method == "POST" else None, programme=there)
    proposal = Proposal(
        page="readiness/change_programme.html",
        context={"back": reverse("readiness:programme"), "crumb": "Programme"},
        seen=str(there.version),
        is_so=lambda: form.settings == programme_part(there),
        outlook=lambda: _outlook(request, form, there),
        act=lambda: actions.change_programme(
            actor=request.user,
            settings=form.settings,
            why=form.cleaned_data["why"],
            version_seen=form.cleaned_data["version"],
        ),
        done="The settings are changed, for every service.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:programme")


def _outlook(request: SignedInRequest, form: SettingsForm, there: Programme) -> Outlook:
    settings = form.settings
    services = SmartDataService.objects.all()
    flips = flips_of(
        services, lambda facts: with_programme(facts, settings), on=clock.today(), person=request.user
    )
    overtaken = _overtaken() if form.was_overtaken(there) else ""
    return Outlook(
        heading="What these settings would turn",
        said=settings_values(programme_part(there), settings),
        flips=flips,
        save="Save these settings",
        undo="They count for every service at once. Changing them back undoes it; both stay in the history.",
        overtaken=overtaken,
        remarks=remarks_on(_dates(programme_part(there)), _dates(settings), clock.today()),
    )


def _dates(settings: Mapping[str, Any]) -> dict[Gate, date]:
    return {Gate(gate): date.fromisoformat(on) for gate, on in settings["gate_dates"].items()}


def _overtaken() -> str:
    last = settings_entries().first()
    if last is None:
        return "The settings were changed while you wrote. Look at each line below."
    at = timezone.localtime(last.at)
    return (
        f"{last.actor_label} changed the settings at {at:%H:%M} on {at.date():%-d %B %Y}, while you wrote. "
        "What you save would replace that too: look at each line below."
    )

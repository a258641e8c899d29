"""Stored files that are not as they were handed in; checking them again; and erasing a document for good."""

from __future__ import annotations

import logging
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assumptions.sentences import listed
from evidence import actions
from evidence.actions.erasing import SAY_WHY_ERASED, why_not_erased
from evidence.actions.integrity import SAY_WHY_CLOSED
from evidence.models import EvidenceFile, EvidenceItem
from evidence.queries import items_seen_by
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.forms.integrity import WhyForm
from readiness.queries.incidents import incidents as all_incidents
from readiness.queries.incidents import open_incidents

logger = logging.getLogger(__name__)

PER_PAGE = 50
KEPT_IN_JOURNAL = "It is kept in the journal, and its party reads it."
SHOWN_ON_ITEM = "It stands on the item’s page from then on."
ASKED = "A worker reads them now, as they are large. This page says what it finds; load it again in a minute."
NOT_READ = (
    "The store of files does not answer, so nothing is known anew. The check is done as soon as it is back."
)


@require_safe
def incidents(request: SignedInRequest) -> HttpResponse:
    """Every incident, the open ones first."""
    require_seen(request.user, "evidence.see_incidents", None)
    page = Paginator(all_incidents(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "open_count": open_incidents().count(),
        "may_close": may(request.user, "evidence.close_incident"),
    }
    return render(request, "readiness/incidents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def close_incident(request: SignedInRequest, incident_id: UUID) -> HttpResponse:
    """Close one with a reason, where the right bytes won’t come back."""
    require_seen(request.user, "evidence.close_incident", None)
    incident = get_object_or_404(all_incidents(), pk=incident_id)
    typed = request.POST if request.method == "POST" else None
    form = WhyForm(typed, help_text=KEPT_IN_JOURNAL, if_missing=SAY_WHY_CLOSED)
    if form.is_valid():
        try:
            actions.close_incident(actor=request.user, incident=incident, why=form.cleaned_data["why"])
        except (Refused, ValidationError) as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Closed: {incident}.")
            return redirect("readiness:incidents")
    return render(request, "readiness/close_incident.html", {"incident": incident, "form": form})


@require_POST
def check_stored_bytes(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Read the item’s files again, and say what was found."""
    item = get_object_or_404(items_seen_by(request.user), pk=item_id)
    require_seen(request.user, "evidence.check_stored_bytes", None)
    try:
        at_once = actions.check_stored_bytes(actor=request.user, item=item)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except OSError:
        logger.exception("The store could not give the files of item %s", item.pk)
        messages.error(request, NOT_READ)
    else:
        _say(request, item) if at_once else messages.info(request, ASKED)
    return redirect("readiness:item", item.pk)


def _say(request: SignedInRequest, item: EvidenceItem) -> None:
    files = list(item.files.filter(erased_at__isnull=True))
    if wrong := [file for file in files if file.is_wrong]:
        found = listed(f"{file.name}: {file.get_found_display().lower()}" for file in wrong)
        messages.error(request, f"Checked. {found}. An incident is open.")
    else:
        names = listed(file.name for file in files)
        messages.success(request, f"Checked: {names}, byte for byte as handed in.")


@require_http_methods(["GET", "HEAD", "POST"])
def erase_file_bytes(request: SignedInRequest, file_id: UUID) -> HttpResponse:
    """Erase a document on which nothing rests, for good; or say why it has to stay."""
    require_seen(request.user, "evidence.erase_file_bytes", None)
    files = EvidenceFile.objects.select_related("item__about").prefetch_related("item__decisions")
    file = get_object_or_404(files, pk=file_id)
    typed = request.POST if request.method == "POST" else None
    form = WhyForm(typed, help_text=SHOWN_ON_ITEM, if_missing=SAY_WHY_ERASED)
    if form.is_valid():
        try:
            actions.erase_file_bytes(actor=request.user, file=file, why=form.cleaned_data["why"])
        except (Refused, ValidationError) as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{file.name} is erased. What is known of it stays.")
            return redirect("readiness:item", file.item_id)
    context = {"file": file, "item": file.item, "form": form, "why_not": why_not_erased(file.item, file)}
    return render(request, "readiness/erase_file_bytes.html", context)

"""The organisations of the programme: found, looked at, added and renamed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from parties import actions
from parties.actions.organisations import services_that_name
from parties.errors import Refused
from parties.forms.find import FindForm
from parties.forms.organisations import OrganisationForm
from parties.forms.refusals import show_refusal
from parties.models import Organisation
from parties.organisations import organisation_page, organisations_found
from parties.requests import SignedInRequest, require_seen

PER_PAGE = 50


@require_safe
def organisations(request: SignedInRequest) -> HttpResponse:
    """Every organisation, found by its own name or that of one of its services."""
    require_seen(request.user, "parties.see_organisations", None)
    find = FindForm(request.GET)
    page = Paginator(organisations_found(find.words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "parties/organisations.html", {"find": find, "page": page})


@require_safe
def organisation(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """What one organisation provides and collects."""
    found = _found(request, organisation_id, "parties.see_organisations")
    return render(request, "parties/organisation.html", {"page": organisation_page(found)})


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: SignedInRequest) -> HttpResponse:
    require_seen(request.user, "parties.add_organisation", None)
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_organisation(actor=request.user, **form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{added} is added. It can provide a service or collect for one now.")
            return redirect("parties:organisation", added.pk)
    return render(request, "parties/add_organisation.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change_organisation(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    found = _found(request, organisation_id, "parties.change_organisation")
    form = OrganisationForm(request.POST if request.method == "POST" else None, organisation=found)
    if form.is_valid():
        try:
            changed = actions.change_organisation(actor=request.user, organisation=found, **form.cleaned_data)
        except (Refused, ValidationError) as refusal:
            show_refusal(form, refusal)
        else:
            if changed.name != found.name:
                messages.success(request, f"{found} is called {changed} from now on.")
            return redirect("parties:organisation", found.pk)
    context = {"form": form, "organisation": found, "services": services_that_name(found)}
    return render(request, "parties/change_organisation.html", context)


def _found(request: SignedInRequest, organisation_id: UUID, permission: str) -> Organisation:
    found = get_object_or_404(Organisation, pk=organisation_id)
    require_seen(request.user, permission, found)
    return found

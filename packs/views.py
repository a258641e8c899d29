"""The pages of packs: ask for one, watch it being made, take it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from evidence.attachments import given_out
from evidence.queries import services_shown_to
from packs import actions
from packs.forms import PackForm
from packs.models import Pack, PackKind
from packs.queries import newest_packs, pack_row, packs_of, packs_seen_by, progress_of
from parties.errors import Refused
from parties.models import SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen

logger = logging.getLogger(__name__)
ON_A_PAGE, IN_A_PART = 50, 5
ENDINGS = {PackKind.READINESS: "pdf", PackKind.QAD: "zip"}


@require_safe
def packs(request: SignedInRequest) -> HttpResponse:
    """The packs of every SDS that the person may see: a page, or the part that a home shows."""
    part = bool(request.htmx)
    found = Paginator(newest_packs(request.user), IN_A_PART if part else ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {"page": page, "rows": [pack_row(one) for one in page], "of_all": True}
    return render(request, "packs/newest.html" if part else "packs/packs.html", context)


@require_safe
def service_packs(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """The packs of an SDS: a page, or the part that the SDS's own page shows."""
    service = get_object_or_404(services_shown_to(request.user), pk=service_id)
    return _packs_page(request, service, PackForm())


@require_http_methods(["GET", "HEAD", "POST"])
def request_pack(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Ask for one; a form sent back stands at this address, so that who opens it anew gets the empty form."""
    service = get_object_or_404(services_shown_to(request.user), pk=service_id)
    if request.method != "POST":
        return redirect("packs:service_packs", service.pk)
    form = PackForm(request.POST)
    if form.is_valid():
        try:
            asked = actions.request_pack(
                actor=request.user,
                service=service,
                kind=PackKind(form.cleaned_data["kind"]),
                as_of=form.cleaned_data["as_of"],
                request_key=form.cleaned_data["request_key"],
            )
            return redirect("packs:pack", asked.pk)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
    return _packs_page(request, service, form)


def _packs_page(request: SignedInRequest, service: SmartDataService, form: PackForm) -> HttpResponse:
    part = bool(request.htmx)
    packs = Paginator(packs_of(service, request.user), IN_A_PART if part else ON_A_PAGE)
    page = packs.get_page(request.GET.get("page"))
    context = {
        "service": service,
        "form": form,
        "page": page,
        "rows": [pack_row(one) for one in page],
    }
    return render(request, "packs/packs_part.html" if part else "packs/service_packs.html", context)


@require_safe
def pack(request: SignedInRequest, pack_id: UUID) -> HttpResponse:
    """How far a pack is, step by step; asked for by htmx, only that part."""
    return _pack_page(request, get_object_or_404(packs_seen_by(request.user), pk=pack_id))


def _pack_page(request: SignedInRequest, found: Pack, status: int = 200) -> HttpResponse:
    progress = progress_of(found)
    seen = request.GET.get("seen") if request.htmx else progress.mark
    context = {
        "pack": found,
        "row": pack_row(found),
        "progress": progress,
        "says_anew": seen != progress.mark,
        "may_cancel": found.job.is_under_way and may(request.user, "packs.cancel_pack", found),
        "may_retry": found.job.state in actions.CAN_BE_RETRIED
        and may(request.user, "packs.request_pack", found.service),
        "may_see_jobs": may(request.user, "packs.see_jobs"),
    }
    template = "packs/progress.html" if request.htmx else "packs/pack.html"
    return render(request, template, context, status=status)


@require_POST
def retry_pack(request: SignedInRequest, pack_id: UUID) -> HttpResponse:
    found = get_object_or_404(packs_seen_by(request.user), pk=pack_id)
    actions.retry_pack(actor=request.user, pack=found)
    return redirect("packs:pack", found.pk)


@require_POST
def cancel_pack(request: SignedInRequest, pack_id: UUID) -> HttpResponse:
    found = get_object_or_404(packs_seen_by(request.user), pk=pack_id)
    require_seen(request.user, "packs.cancel_pack", found)
    if not actions.cancel_pack(actor=request.user, pack=found):
        messages.info(request, f"{found.reference} had ended before it could be cancelled.")
    return redirect("packs:pack", found.pk)


@require_GET
def download_pack(request: SignedInRequest, pack_id: UUID) -> HttpResponseBase:
    """The pack as an attachment that no browser runs; the journal notes who took it."""
    found = get_object_or_404(packs_seen_by(request.user), pk=pack_id)
    if not found.content:
        return _pack_page(request, found, status=HTTPStatus.CONFLICT)
    try:
        with transaction.atomic():  # what the store can't give was not taken
            actions.download_pack(actor=request.user, pack=found)
            return _given_out(found)
    except Refused as refused:
        messages.error(request, str(refused))
    except OSError as failure:
        logger.exception("The store could not give pack %s", found.pk)
        is_lost = isinstance(failure, FileNotFoundError)
        then = "Make the pack again." if is_lost else "Try again in a few minutes."
        messages.error(request, f"The store could not give {found.reference}. {then}")
    return redirect("packs:pack", found.pk)


def _given_out(found: Pack) -> HttpResponseBase:
    """The pack's bytes, or a link to them; ``OSError`` where the store fails."""
    name = f"{found.get_kind_display()} {found.service.slug} {found.as_of.isoformat()}"
    return given_out(
        found.content,
        name=f"{name.lower().replace(' ', '-')}.{ENDINGS[PackKind(found.kind)]}",
        content_type="application/pdf" if found.kind == PackKind.READINESS else "application/zip",
    )

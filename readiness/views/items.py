"""An item's page: what it is, what was decided, where it counts; and filing it from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assumptions.vocabulary import FilingPlace
from evidence import actions
from evidence.models import EvidenceItem, Filing, Use
from evidence.queries import items_seen_by, uses_seen_by, with_openings
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.models import SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.forms.filing import NO_SUCH_SECTION, QadFilingForm, WithdrawalForm
from readiness.queries.conflicts import IdentifierConflict, identifier_conflict, with_namesakes
from readiness.queries.item import facts_of, further_uses, items_for, use_rows, with_filings
from readiness.queries.versions import newer_version_of


@require_safe
def item(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """All that is known of an item, as far as this person may see it."""
    items = with_openings(with_namesakes(items_for(request.user)), request.user)
    shown = get_object_or_404(items, pk=item_id)
    if actions.look_at_evidence(actor=request.user, item=shown, opened=True):
        return redirect(request.get_full_path())  # noting is work of its own, and the page as quick as ever
    return render(request, "readiness/item.html", _context(request, with_filings(shown)))


def _context(request: SignedInRequest, shown: EvidenceItem) -> dict[str, object]:
    today = clock.today()
    rows = use_rows([shown], request.user, today)[shown]
    # Where it is used in sight, that has told already what may be read.
    opened = rows[0].sight.opens(shown) if rows else may(request.user, "evidence.see_contents", shown)
    conflict = _conflict(request, shown, today)
    # While it is not known whose an identifier is, it is not offered for more.
    offered = opened and not conflict
    return {
        "item": shown,
        "conflict": conflict,
        "state": shown.state_on(today),
        "opened": opened,
        "files": shown.files.all() if opened else [],
        "details": facts_of(shown) if opened else [],
        "uses": rows,
        "further": further_uses(shown, rows, request.user, today) if offered else [],
        "places": FilingPlace,
        "newer_version": newer_version_of(shown, rows, request.user) if opened else "",
        "may_withdraw": shown.withdrawn_on is None and may(request.user, "evidence.withdraw_evidence", shown),
        "may_review": not shown.kind_term.is_a_check and may(request.user, "evidence.see_queue"),
    }


def _conflict(request: SignedInRequest, shown: EvidenceItem, day: date) -> IdentifierConflict | None:
    """Whose else its identifier is, for whom the portfolio tells of it too."""
    return identifier_conflict(shown, day) if may(request.user, "readiness.see_conflicts") else None


@require_POST
def file_in_pit(request: SignedInRequest, use_id: UUID) -> HttpResponse:
    use = _use(request, use_id, "evidence.file_in_pit")
    return _act(
        request,
        use.item_id,
        lambda: actions.file_in_pit(actor=request.user, use=use),
        "Filed in the PIT evidence.",
    )


@require_POST
def file_in_qad(request: SignedInRequest, use_id: UUID) -> HttpResponse:
    use = _use(request, use_id, "evidence.file_in_qad")
    form = QadFilingForm(request.POST, sections=use.service.qad_sections.all())
    if not form.is_valid():
        messages.error(request, NO_SUCH_SECTION)
        return redirect("readiness:item", use.item_id)
    section = form.cleaned_data["section"]
    return _act(
        request,
        use.item_id,
        lambda: actions.file_in_qad(actor=request.user, use=use, section=section),
        f"Filed in the QAD, {section.title}." if section else "Filed in the QAD.",
    )


@require_POST
def withdraw_filing(request: SignedInRequest, filing_id: UUID) -> HttpResponse:
    uses = uses_seen_by(request.user)
    filing = get_object_or_404(
        Filing.objects.filter(use__in=uses).select_related("use__service"), pk=filing_id
    )
    require_seen(request.user, "evidence.withdraw_filing", filing.use.service)
    return _act(
        request,
        filing.use.item_id,
        lambda: actions.withdraw_filing(actor=request.user, filing=filing),
        f"No longer filed in the {filing.get_place_display()}.",
    )


@require_POST
def add_use(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Let the item count in another SDS or on another route, one that the page offered."""
    shown = get_object_or_404(items_seen_by(request.user), pk=item_id)
    service = get_object_or_404(SmartDataService, pk=_as_uuid(request.POST.get("service")))
    require_seen(request.user, "evidence.add_use", service)
    routes = [route for route in service.routes.all() if str(route.pk) == request.POST.get("route")]
    return _act(
        request,
        shown.pk,
        lambda: actions.add_use(actor=request.user, item=shown, service=service, routes=routes),
        f"It counts in {service} too.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_evidence(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Take an item back, after a look at what that turns."""
    shown = get_object_or_404(items_for(request.user), pk=item_id)
    require_seen(request.user, "evidence.withdraw_evidence", shown)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.withdraw_evidence(actor=request.user, item=shown, why=form.cleaned_data["why"])
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{shown.reference} is withdrawn from today on. It stays readable.")
            return redirect("readiness:item", shown.pk)
    rows = use_rows([shown], request.user, clock.today())[shown]
    effects = [effect for row in rows if (effect := row.if_withdrawn)]
    context = {"item": shown, "form": form, "effects": effects}
    return render(request, "readiness/withdraw_evidence.html", context)


def _use(request: SignedInRequest, use_id: UUID, permission: str) -> Use:
    use = get_object_or_404(uses_seen_by(request.user), pk=use_id)
    require_seen(request.user, permission, use.service)
    return use


def _act(request: SignedInRequest, item_id: UUID, action: Callable[[], object], done: str) -> HttpResponse:
    """Do it and say so, or say why not; either way the item's page shows how it is now."""
    try:
        action()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("readiness:item", item_id)


def _as_uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise Http404 from None

"""Where a Code Body records Elexon's own checks (A203, A204)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from evidence import actions
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.models import CollectionRoute, SmartDataService
from parties.requests import SignedInRequest, require_seen
from readiness.forms.check import CheckForm
from readiness.forms.checks import ChecksFilterForm
from readiness.queries.checks import CheckRow, check_rows


@require_safe
def checks(request: SignedInRequest) -> HttpResponse:
    """Every route with its check, those to be checked first."""
    require_seen(request.user, "evidence.record_check", None)
    today = clock.today()
    rows, faults = check_rows(SmartDataService.objects.all(), today)
    filters = ChecksFilterForm(request.GET, rows)
    chosen = [row for row in rows if filters.passes(row)]
    context = {
        "to_do": [row for row in chosen if not row.finding.is_settled],
        "done": [row for row in chosen if row.finding.is_settled],
        "open": sum(not row.finding.is_settled for row in rows),
        "filters": filters,
        "faults": faults,
        "today": today,
    }
    return render(request, "readiness/checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_check(request: SignedInRequest, route_id: UUID) -> HttpResponse:
    """What a check of one route found; it counts at once."""
    route = get_object_or_404(CollectionRoute.objects.select_related("service"), pk=route_id)
    require_seen(request.user, "evidence.record_check", route.service)
    row = _row(route)
    posted, checks_from = request.method == "POST", _checks_chosen(request)
    form = CheckForm(*((request.POST, request.FILES) if posted else ()), kind=row.kind)
    if form.is_valid() and _record(request, row, form):
        now = _row(route)
        messages.success(
            request,
            f"Recorded. {now.finding.requirement.title}: "
            f"{now.finding.status.label.lower()} for {now.service}, {now.name}. {now.reason}",
        )
        return redirect(checks_from)
    context = {"row": row, "form": form, "checks_from": checks_from, "choose_file_again": bool(request.FILES)}
    return render(request, "readiness/record_check.html", context)


def _checks_chosen(request: SignedInRequest) -> str:
    """The list from which somebody came, with the choice that they had made there."""
    chosen = {name: request.GET[name] for name in ChecksFilterForm.base_fields if name in request.GET}
    return reverse("readiness:checks") + (f"?{urlencode(chosen)}" if chosen else "")


def _row(route: CollectionRoute) -> CheckRow:
    """The route as it stands today; a route that is not there has no check."""
    service = SmartDataService.objects.get(pk=route.service_id)
    rows, _ = check_rows([service], clock.today())
    found = next((row for row in rows if row.route.pk == route.pk), None)
    if found is None:
        raise Http404
    return found


def _record(request: SignedInRequest, row: CheckRow, form: CheckForm) -> bool:
    """Whether it was recorded; if not, the form says why."""
    try:
        actions.record_check(
            actor=request.user,
            service=row.service,
            route=row.route,
            kind=row.kind,
            details=form.details,
            upload=form.cleaned_data["upload"],
            request_key=form.cleaned_data["request_key"],
        )
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True

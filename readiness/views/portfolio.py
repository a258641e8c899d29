"""The portfolio: where every SDS stands that the person may see, as a list, a heat map or a table to keep."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.queries import consents_left_over, services_shown_to
from parties.permissions import may
from parties.requests import SignedInRequest
from readiness.forms.as_of import AsOfForm
from readiness.forms.portfolio import PortfolioForm
from readiness.queries.conflicts import identifier_conflicts
from readiness.queries.elsewhere import items_elsewhere
from readiness.queries.heat_map import heat_rows
from readiness.queries.nearest import nearest
from readiness.queries.portfolio import Row, rows_of
from readiness.queries.portfolio_page import fitting, portfolio_page, with_evidence_number
from readiness.queries.portfolio_table import HEAD, table_lines
from readiness.spreadsheet import as_csv


@dataclass(frozen=True, slots=True)
class _View:
    """What the address asks for: all rows that the person sees, and those of them that fit."""

    form: AsOfForm
    filters: PortfolioForm
    rows: list[Row]
    fitting: list[Row]


def _view(request: SignedInRequest) -> _View:
    form, filters = AsOfForm(request.GET), PortfolioForm(request.GET)
    rows = rows_of(services_shown_to(request.user), as_of=form.day)
    asked = filters.asked
    found = with_evidence_number(asked.find, rows, request.user) if asked.find else ()
    return _View(form, filters, rows, fitting(rows, asked, found))


@require_safe
def portfolio(request: SignedInRequest) -> HttpResponse:
    view = _view(request)
    day = view.form.day
    shown = portfolio_page(view.fitting, day, request.GET.get("page", ""))
    context = {
        "form": view.form,
        "filters": view.filters,
        "portfolio": shown,
        "number": len(view.rows),
        "nearest": nearest(view.rows, day),
        "heat": [(group, heat_rows(group, shown.columns)) for group in shown.groups],
        "conflicts": identifier_conflicts(day) if may(request.user, "readiness.see_conflicts") else [],
        "still_shared": consents_left_over(request.user),
        "elsewhere": items_elsewhere(request.user, day),
    }
    page = "heat_map" if view.filters.is_heat_map else "portfolio"
    return render(request, f"readiness/{page}.html", context)


@require_safe
def download_portfolio(request: SignedInRequest) -> HttpResponse:
    """The same view as a table, all of its pages."""
    view = _view(request)
    in_order = sorted(view.fitting, key=lambda row: row.service.participation != "sit")
    response = HttpResponse(as_csv(HEAD, table_lines(in_order)), content_type="text/csv; charset=utf-8")
    name = f"portfolio-{view.form.day.isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""The portfolio: where every SDS stands that the person may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.queries import consents_left_over, services_shown_to
from parties.permissions import may
from parties.requests import SignedInRequest
from readiness.forms.as_of import AsOfForm
from readiness.queries.collecting import collected_for
from readiness.queries.conflicts import identifier_conflicts
from readiness.queries.counts import counts_on
from readiness.queries.elsewhere import items_elsewhere
from readiness.queries.portfolio import portfolio_of


@require_safe
def portfolio(request: SignedInRequest) -> HttpResponse:
    form = AsOfForm(request.GET)
    sees_conflicts = may(request.user, "readiness.see_conflicts")
    context = {
        "form": form,
        "portfolio": portfolio_of(services_shown_to(request.user), as_of=form.day),
        "counts": counts_on(form.day) if may(request.user, "parties.see_counts") else None,
        "collected_for": collected_for(request.user),
        "still_shared": consents_left_over(request.user),
        "conflicts": identifier_conflicts(form.day) if sees_conflicts else [],
        "elsewhere": items_elsewhere(request.user, form.day),
    }
    return render(request, "readiness/portfolio.html", context)

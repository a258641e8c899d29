"""One SDS: its gates, what to do next, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parties.permissions import may
from parties.queries import services_seen_by
from parties.requests import SignedInRequest
from readiness.forms.as_of import AsOfForm
from readiness.queries.service import service_page
from readiness.standing import standing


@require_safe
def service(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    found = get_object_or_404(services_seen_by(request.user), pk=service_id)
    form = AsOfForm(request.GET)
    stands = standing(found, as_of=form.day)
    context = {
        "form": form,
        "service": found,
        "page": service_page(stands, gate=request.GET.get("gate", ""), person=request.user),
        "may_hand_in": may(request.user, "evidence.submit_evidence", found),
    }
    return render(request, "readiness/service.html", context)

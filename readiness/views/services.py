"""One SDS: its gates, what to do next, and why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evidence.models import Recipient
from evidence.queries import consent_in_force, services_shown_to
from parties.permissions import may
from parties.requests import SignedInRequest
from readiness.forms.as_of import AsOfForm
from readiness.queries.service import service_page
from readiness.queries.waivers import ending_soon
from readiness.standing import standing


@require_safe
def service(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    found = get_object_or_404(services_shown_to(request.user), pk=service_id)
    form = AsOfForm(request.GET)
    stands = standing(found, as_of=form.day)
    may_share = may(request.user, "evidence.share_with_qwg", found)
    context = {
        "may_share": may_share,
        "qwg_consent": consent_in_force(found.provider, found, Recipient.QWG) if may_share else None,
        "form": form,
        "service": found,
        "page": service_page(stands, gate=request.GET.get("gate", ""), person=request.user),
        "may_hand_in": may(request.user, "evidence.submit_evidence", found),
        "sees_waivers": may(request.user, "readiness.see_waivers"),
        "waivers_ending": ending_soon(found, form.day),
        "may_see_timeline": may(request.user, "readiness.see_service_timeline", found),
    }
    return render(request, "readiness/service.html", context)

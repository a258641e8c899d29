"""Charts and risks: where all stand over time, who waits for whom, and the register of R548 to R550."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.queries import services_shown_to
from parties.requests import SignedInRequest, require_seen
from readiness.forms.as_of import AsOfForm
from readiness.queries.risks import HEAD, Register, register_of, table_of
from readiness.queries.waiting import BAND_NAMES, waiting_chart
from readiness.queries.weeks import gates_of, nearest_gate, week_chart
from readiness.spreadsheet import as_csv
from readiness.standing import standings


@require_safe
def risks(request: SignedInRequest) -> HttpResponse:
    require_seen(request.user, "readiness.see_risks", None)
    form = AsOfForm(request.GET)
    services = list(services_shown_to(request.user).order_by("name"))
    stand = standings(services, as_of=form.day)
    gates = gates_of(services)
    chosen = next((gate for gate in gates if gate == request.GET.get("gate")), nearest_gate(gates, form.day))
    context = {
        "form": form,
        "gates": gates,
        "weeks": week_chart(stand, chosen, form.day) if chosen else None,
        "waiting": waiting_chart(stand),
        "bands": BAND_NAMES,
        "register": register_of(stand, form.day),
    }
    return render(request, "readiness/risks.html", context)


@require_safe
def download_risks(request: SignedInRequest) -> HttpResponse:
    """The register for the programme's RAID log."""
    require_seen(request.user, "readiness.see_risks", None)
    register = _register(request, AsOfForm(request.GET))
    name = f"risks-{register.as_of.isoformat()}.csv"
    return HttpResponse(
        as_csv(HEAD, table_of(register)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _register(request: SignedInRequest, form: AsOfForm) -> Register:
    services = services_shown_to(request.user).order_by("name")
    return register_of(standings(services, as_of=form.day), form.day)

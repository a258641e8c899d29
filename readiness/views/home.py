"""Home: what waits for whoever looks, each list short, with the way to the whole of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evidence.queries import services_shown_to
from journal import clock
from parties.models import Organisation, Person, SmartDataService
from parties.permissions import may
from parties.queries import invitations_seen_by, services_collected_by, services_seen_by
from parties.requests import SignedInRequest
from readiness.queries.checks_due import checks_due
from readiness.queries.counts import counts_of
from readiness.queries.decided_lately import decided_lately
from readiness.queries.due_next import due_next
from readiness.queries.failed_work import failed_work
from readiness.queries.party_home import party_home
from readiness.queries.portfolio import Row, rows_of
from readiness.queries.qads import sections_waiting
from readiness.queries.stuck import stuck
from readiness.queries.to_review import to_review
from readiness.queries.waivers import waivers_about_to_end

A_FEW = 8


@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    person, day = request.user, clock.today()
    context = {"day": day, "few": A_FEW}
    if person.organisation:
        context |= _for_a_party(person, person.organisation, day)
        return render(request, "readiness/home_party.html", context)
    if may(person, "parties.see_counts"):
        return render(request, "readiness/home_qwg.html", context | _for_the_qwg(person, day))
    rows = rows_of(services_shown_to(person), as_of=day)
    context["has_services"] = bool(rows)
    context |= _for_the_office(person, rows, day) | _for_a_code_body(person, rows) | _people(person)
    return render(request, "readiness/home.html", context)


def _for_a_party(person: Person, party: Organisation, day: date) -> dict[str, Any]:
    services = services_seen_by(person) | services_collected_by(person)
    return {
        "home": party_home(services, party, day, at_most=A_FEW),
        "decided": decided_lately(person, day, at_most=A_FEW),
        **_people(person),
    }


def _for_the_qwg(person: Person, day: date) -> dict[str, Any]:
    rows = rows_of(SmartDataService.objects.select_related("provider"), as_of=day)
    shared = set(services_shown_to(person).values_list("pk", flat=True))
    return {
        "counts": counts_of(rows),
        "shared": [row for row in rows if row.service.pk in shared],
    }


def _for_the_office(person: Person, rows: list[Row], day: date) -> dict[str, Any]:
    """What the programme's own people have to do; nothing of it is for others."""
    context: dict[str, Any] = {"due": due_next(rows, day)}
    if may(person, "evidence.see_queue"):
        review = to_review(person, day, at_most=A_FEW)
        context |= {"review": review, "items_waiting": review.number, "stuck": stuck(rows)}
    if may(person, "readiness.grant_waiver"):
        context["ending"] = waivers_about_to_end(person, day)
    if may(person, "packs.see_jobs"):
        context["set_aside"] = failed_work(day).all
    return context


def _for_a_code_body(person: Person, rows: list[Row]) -> dict[str, Any]:
    context: dict[str, Any] = {}
    if may(person, "evidence.record_check"):
        context["checks"] = checks_due(rows)
    if may(person, "evidence.answer_section"):
        context["sections"] = sections_waiting([row.standing for row in rows], person)
    return context


def _people(person: Person) -> dict[str, Any]:
    if not may(person, "parties.see_people"):
        return {}
    return {"invitations": list(invitations_seen_by(person).order_by("expires_at"))}

"""The rulebook: what is demanded of an SDS, open to everybody who has signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assumptions import RULES_VERSION, SOURCE, Requirement
from assumptions.deliverables import DCC, FREE_INTERFACE, SECAS, leaves_the_interface_free
from assumptions.sources import Source
from journal import clock
from parties.requests import SignedInRequest
from readiness.queries.rulebook import Stops, rows, source_page, stopped_today, touching
from readiness.queries.rulebook import rulebook as the_rulebook

AROUND = {"contacts": (SECAS, DCC), "free_interface": FREE_INTERFACE, "deck": SOURCE}


def _stops(request: SignedInRequest) -> Stops:
    return stopped_today(request.user, clock.today())


@require_safe
def rulebook(request: SignedInRequest) -> HttpResponse:
    context = AROUND | {"book": the_rulebook(_stops(request)), "rules_version": RULES_VERSION}
    return render(request, "readiness/rulebook.html", context)


@require_safe
def rulebook_source(request: SignedInRequest, source: Source) -> HttpResponse:
    """One assumption, risk or interpretation."""
    context = AROUND | {"page": source_page(source, _stops(request)), "source": source}
    return render(request, "readiness/rulebook_source.html", context)


@require_safe
def rulebook_requirement(request: SignedInRequest, requirement: Requirement) -> HttpResponse:
    """One requirement: what it asks of whom, and whom it stops today."""
    (row,) = rows([requirement], _stops(request))
    context = AROUND | {"row": row, "touching": touching(requirement)}
    context["is_free"] = leaves_the_interface_free(requirement)
    return render(request, "readiness/rulebook_requirement.html", context)

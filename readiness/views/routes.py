"""Declaring a collection route, withdrawing one, and taking a withdrawal back, each with what it turns."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from assumptions.sentences import in_full
from journal import clock
from parties import actions
from parties.actions.routes import declared_before
from parties.models import CollectionRoute, Organisation, SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.facts import route_part
from readiness.flips import Change, flip_of
from readiness.forms.routes import ReinstateRouteForm, RouteForm, WithdrawRouteForm
from readiness.plain_words import route_name
from readiness.settings_words import route_values
from readiness.timeline_words import Value
from readiness.views.keeping import service_kept
from readiness.views.proposals import Outlook, Proposal, put_forward
from readiness.what_if import with_route, with_route_withdrawn

DECLARED_NOW = "declared-now"


@require_http_methods(["GET", "HEAD", "POST"])
def declare_route(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = service_kept(request, service_id, "parties.declare_route")
    posted = request.POST if request.method == "POST" else None
    collectors = _collectors(request, service)
    form = RouteForm(posted, collectors=collectors)
    proposal = Proposal(
        page="readiness/declare_route.html",
        context={**_around(service), "is_all": may(request.user, "parties.see_organisations")},
        seen=str(service.facts_version),
        is_so=lambda: declared_before(_declared(form, service)) is not None,
        outlook=lambda: _as_declared(request, form, service),
        act=lambda: actions.declare_route(actor=request.user, service=service, **form.said()),
        done="The route is declared. Its papers are asked for from that day on.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:keep_service", service.pk)


def _collectors(request: SignedInRequest, service: SmartDataService) -> QuerySet[Organisation]:
    """All organisations; a provider, who does not see who else takes part, its own and its collectors."""
    if may(request.user, "parties.see_organisations"):
        return Organisation.objects.all()
    own = Q(pk=service.provider_id) | Q(routes__service__provider=service.provider_id)
    return Organisation.objects.filter(own).distinct()


def _declared(form: RouteForm, service: SmartDataService) -> CollectionRoute:
    route = form.as_route()
    route.service, route.local_id = service, DECLARED_NOW
    return route


def _as_declared(request: SignedInRequest, form: RouteForm, service: SmartDataService) -> Outlook:
    route = _declared(form, service)
    return _outlook(
        request,
        service,
        lambda facts: with_route(facts, route_part(route)),
        on=route.declared_on,
        heading=f"What the route would turn for {service}",
        said=route_values(route),
        save="Declare the route",
        undo="Withdrawing it from the same day on undoes it; both stay in the timeline.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_route(request: SignedInRequest, route_id: UUID) -> HttpResponse:
    route, name = _route(request, route_id)
    form = WithdrawRouteForm(request.POST if request.method == "POST" else None, route=route)
    proposal = Proposal(
        page="readiness/withdraw_route.html",
        context={**_around(route.service), "route": route, "name": name},
        seen=str(route.service.facts_version),
        is_so=lambda: route.withdrawn_on == form.cleaned_data["on"],
        outlook=lambda: _as_withdrawn(request, route, name, form.cleaned_data["on"]),
        act=lambda: actions.withdraw_route(actor=request.user, route=route, **form.cleaned_data),
        done=f"{name} is withdrawn. It stays readable among the routes.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:keep_service", route.service_id)


def _as_withdrawn(request: SignedInRequest, route: CollectionRoute, name: str, on: date) -> Outlook:
    return _outlook(
        request,
        route.service,
        lambda facts: with_route_withdrawn(facts, route.local_id, on),
        on=on,
        heading=f"What withdrawing {name} would turn for {route.service}",
        said=[Value("Withdrawn from", "", in_full(on))],
        save="Withdraw the route",
        undo="A withdrawal made by mistake can be taken back.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reinstate_route(request: SignedInRequest, route_id: UUID) -> HttpResponse:
    """Take a withdrawal back, as if it had not been."""
    route, name = _route(request, route_id)
    form = ReinstateRouteForm(request.POST if request.method == "POST" else None)
    proposal = Proposal(
        page="readiness/reinstate_route.html",
        context={**_around(route.service), "route": route, "name": name},
        seen=str(route.service.facts_version),
        is_so=lambda: route.withdrawn_on is None,
        outlook=lambda: _as_reinstated(request, route, name),
        act=lambda: actions.reinstate_route(actor=request.user, route=route, **form.cleaned_data),
        done=f"{name} is there again.",
    )
    return put_forward(request, form, proposal) or redirect("readiness:keep_service", route.service_id)


def _as_reinstated(request: SignedInRequest, route: CollectionRoute, name: str) -> Outlook:
    return _outlook(
        request,
        route.service,
        lambda facts: with_route_withdrawn(facts, route.local_id, None),
        on=route.declared_on,
        heading=f"What taking the withdrawal of {name} back would turn for {route.service}",
        said=[Value("Withdrawn from", in_full(route.withdrawn_on), "none")] if route.withdrawn_on else [],
        save="Take the withdrawal back",
        undo="Withdrawing it again undoes it; all stays in the timeline.",
    )


def _route(request: SignedInRequest, route_id: UUID) -> tuple[CollectionRoute, str]:
    routes = CollectionRoute.objects.select_related("service__provider", "collector")
    route = get_object_or_404(routes, pk=route_id)
    require_seen(request.user, "parties.withdraw_route", route)
    return route, route_name(route)


def _around(service: SmartDataService) -> dict[str, object]:
    return {
        "service": service,
        "back": reverse("readiness:keep_service", args=[service.pk]),
        "crumb": str(service),
    }


def _outlook(
    request: SignedInRequest,
    service: SmartDataService,
    change: Change,
    *,
    on: date,
    heading: str,
    said: list[Value],
    save: str,
    undo: str,
) -> Outlook:
    """What it turns today, or on the day to come on which it takes effect."""
    flips = flip_of(service, change, on=max(on, clock.today()), person=request.user)
    return Outlook(heading, said, flips, save, undo)

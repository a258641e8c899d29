"""Handing in a paper for an SDS; a wrong one is told before it is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from evidence.actions import submit_evidence
from evidence.models import EvidenceItem
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.models import CollectionRoute, Organisation, Programme, SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.doubts import Doubt, doubts_about
from readiness.facts import PREFETCHED_ROUTES
from readiness.forms.hand_in import HandInForm, Way
from readiness.queries.hand_in_evidence import Choices, Paper, choices_for, routes_that_fit
from readiness.queries.reading_upload import ReadUpload, other_paper, read_upload
from readiness.queries.review_queue import before_in_queue
from readiness.queries.sight import doubts_in_sight, sight_of
from readiness.queries.versions import Held, older_versions, same_bytes
from readiness.standing import Standing, standing

PAGE = "readiness/hand_in_evidence.html"
PARTS = {
    "paper": "readiness/hand_in_paper.html",
    "doubts": "readiness/hand_in_doubts.html",
    "answers": "readiness/hand_in_answers.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_evidence(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """What is it for, its file, and what it says: one page, whose parts follow the choice."""
    services = SmartDataService.objects.select_related("provider").prefetch_related(PREFETCHED_ROUTES)
    service = get_object_or_404(services, pk=service_id)
    routes = _routes_for(request, service)
    stands = standing(service, as_of=clock.today())
    choices = choices_for(stands, routes)
    if not may(request.user, "evidence.submit_evidence", service):
        choices = choices.on_routes
    if request.method == "POST":
        act = _read if "read" in request.POST else _hand_in
        return act(request, stands, choices)
    paper = choices.find(request.GET.get("paper", ""))
    context = {**_seen(request, stands), "choices": choices, "paper": paper}
    part = PARTS.get(request.htmx.target or "") if request.htmx else None
    if paper:
        context["form"] = _form(request, stands, paper)
    if paper and part == PARTS["doubts"]:
        context["doubts"] = _doubts_so_far(request, stands, _form(request, stands, paper, request.GET))
    return render(request, part or PAGE, context)


def _seen(request: SignedInRequest, stands: Standing) -> dict[str, object]:
    whole = may(request.user, "parties.see_service", stands.service)
    return {"service": stands.service, "standing": stands, "sees_service": whole}


def _routes_for(request: SignedInRequest, service: SmartDataService) -> list[CollectionRoute]:
    """The routes for which this person hands in: all for the provider, a collector's own."""
    own = [route for route in service.routes.all() if may(request.user, "evidence.submit_evidence", route)]
    if not own:
        require_seen(request.user, "evidence.submit_evidence", service)
    return own


def _form(
    request: SignedInRequest,
    stands: Standing,
    paper: Paper,
    data: QueryDict | None = None,
    read: ReadUpload | None = None,
    older: Sequence[Held] | None = None,
) -> HandInForm:
    """``read`` without ``data`` makes a form that holds what was typed and what the file says."""
    if older is None:
        older = older_versions(stands.service, paper.kind, _about(stands, paper), request.user)
    routes = _routes_for(request, stands.service)
    there = [route for route in routes if route.is_there_on(stands.as_of)]
    routes = routes_that_fit(paper.kind, there, stands.service) if paper.route else []
    return HandInForm(
        data,
        request.FILES if data is not None and request.method == "POST" else None,
        paper=paper,
        routes=routes,
        programme=_programme(stands),
        read=read.found if read else None,
        typed=request.POST if read and data is None else None,
        older=older,
        replaces=request.GET.get("replaces", ""),
    )


def _programme(stands: Standing) -> Programme:
    """Its settings, as the facts have them."""
    return Programme(**stands.document["programme"])


def _read(request: SignedInRequest, stands: Standing, choices: Choices) -> HttpResponse:
    """The fields as the file says them; nothing is handed in."""
    paper = choices.find(request.POST.get("paper", ""))
    if paper is None:
        return _hand_in(request, stands, choices)
    form = _form(request, stands, paper, request.POST)
    part = PARTS.get(request.htmx.target or "") if request.htmx else None
    context = {**_seen(request, stands), "choices": choices, "paper": paper}
    if "upload" in form.errors:
        return render(request, part or PAGE, context | {"form": form, "unread": form.errors["upload"]})
    read = _read_for(stands, paper, form.cleaned_data["upload"])
    other = other_paper(read, paper, choices, stands, request.user)
    context["same"] = _same(request, form)
    form = _form(request, stands, paper, read=read, older=form.held)
    context |= {"form": form, "read": read, "other": other, "choose_file_again": part is None}
    return render(request, part or PAGE, context)


def _about(stands: Standing, paper: Paper) -> Organisation:
    return paper.route.collector if paper.route else stands.service.provider


def _read_for(stands: Standing, paper: Paper, upload: UploadedFile) -> ReadUpload:
    return read_upload(upload, paper, _about(stands, paper).name, _programme(stands))


def _hand_in(request: SignedInRequest, stands: Standing, choices: Choices) -> HttpResponse:
    paper = choices.find(request.POST.get("paper", ""))
    context = {**_seen(request, stands), "choices": choices, "paper": paper}
    if paper is None:
        return render(request, PAGE, context | {"choose": "Choose what it is for."})
    form = _form(request, stands, paper, request.POST)
    context |= {"form": form, "choose_file_again": "upload" in request.FILES}
    if not form.is_valid():
        return render(request, PAGE, context)
    read = _read_for(stands, paper, form.cleaned_data["upload"])
    other = other_paper(read, paper, choices, stands, request.user)
    if other and other.instead and form.cleaned_data["way"] == Way.INSTEAD:
        again = _read_for(stands, other.instead, form.cleaned_data["upload"])
        instead = _form(request, stands, other.instead, read=again)
        instead.initial["paper"] = other.instead.key
        return render(request, PAGE, context | {"form": instead, "paper": other.instead})
    doubts = _doubts(request, stands, form)
    same = _same(request, form)
    goes_on = form.goes_on(doubted=bool(doubts), looks_other=bool(other), is_known=bool(same))
    if goes_on and (item := _submit(request, stands.service, form)):
        return _receipt(request, item)
    return render(request, PAGE, context | {"doubts": doubts, "read": read, "other": other, "same": same})


def _same(request: SignedInRequest, form: HandInForm) -> list[Held]:
    given = form.cleaned_data
    return same_bytes(given["upload"], request.user, form=given.get("request_key"))


def _doubts(request: SignedInRequest, stands: Standing, form: HandInForm) -> list[Doubt]:
    doubts = doubts_about(
        stands.document,
        kind=form.chosen.kind,
        routes=[route.local_id for route in form.chosen_routes],
        details=form.details,
        expires_on=form.cleaned_data.get("expires_on"),
    )
    return doubts_in_sight(doubts, sight_of(request.user, stands.service))


def _doubts_so_far(request: SignedInRequest, stands: Standing, form: HandInForm) -> list[Doubt]:
    """While somebody types: nothing until every detail is given."""
    form.full_clean()
    if "routes" in form.errors or len(form.details) < form.number_of_details:
        return []
    return _doubts(request, stands, form)


def _submit(request: SignedInRequest, service: SmartDataService, form: HandInForm) -> EvidenceItem | None:
    """The item, or None with the refusal in the form."""
    try:
        return submit_evidence(
            actor=request.user,
            service=service,
            kind=form.chosen.kind,
            routes=form.chosen_routes,
            details=form.details,
            upload=form.cleaned_data["upload"],
            expires_on=form.cleaned_data["expires_on"],
            said_why=form.said_why,
            replaces=form.replaces,
            request_key=form.cleaned_data["request_key"],
        )
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return None


def _receipt(request: SignedInRequest, item: EvidenceItem) -> HttpResponse:
    number = before_in_queue(item, clock.today())
    before = {0: "nothing is before it", 1: "one item is before it"}.get(
        number, f"{number} items are before it"
    )
    (file,) = item.files.all()
    messages.success(
        request,
        f"Handed in. A reviewer decides next; {before}. SHA-256 of {file.name}: {file.sha256}",
    )
    return redirect("readiness:item", item.pk)

"""QADs: all of them, one with its sections and signature, and the steps that move them on."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.vocabulary import SectionStatus
from evidence import actions
from evidence.models import QadSection, SectionEntry
from evidence.queries import services_shown_to
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.models import SmartDataService
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from readiness.forms.as_of import AsOfForm
from readiness.forms.qad import MoveForm, QadFilterForm, SectionForm, SignForm
from readiness.queries.qad import (
    ANSWERS,
    qad_page,
    what_a_move_does,
)
from readiness.queries.qads import qad_rows, sections_waiting
from readiness.standing import standing

PER_PAGE = 50
MOVES: dict[SectionStatus, Callable[..., SectionEntry]] = {
    SectionStatus.DRAFTING: actions.draft_section,
    SectionStatus.SUBMITTED: actions.submit_section,
    SectionStatus.QUERIED: actions.query_section,
    SectionStatus.AGREED: actions.agree_section,
}


@require_safe
def qad(request: SignedInRequest) -> HttpResponse:
    """The QADs that the person may see, and what of them waits for their own desk."""
    require_seen(request.user, "readiness.see_qads", None)
    form, today = QadFilterForm(request.GET), clock.today()
    rows = qad_rows(services_shown_to(request.user).order_by("name"), today)
    waiting = sections_waiting([row.standing for row in rows], request.user)
    if form.chosen:
        rows = [row for row in rows if row.waits_for is form.chosen]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    answers = may(request.user, "evidence.answer_section")
    context = {
        "form": form,
        "page": page,
        "answers": answers,
        "opens": not may(request.user, "parties.see_counts"),
        "today": today,
        "waiting": waiting,
    }
    return render(request, "readiness/qad.html", context)


@require_safe
def service_qad(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = get_object_or_404(services_shown_to(request.user), pk=service_id)
    form = AsOfForm(request.GET)
    context = {
        "service": service,
        "form": form,
        "page": qad_page(standing(service, as_of=form.day), request.user),
        "may_add": may(request.user, "evidence.add_section", service),
        "may_sign": may(request.user, "evidence.sign_qad", service),
        "shows_names": not may(request.user, "parties.see_counts"),
    }
    return render(request, "readiness/service_qad.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_section(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    service = _service(request, service_id, "evidence.add_section")
    form = SectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        form, lambda: actions.add_section(actor=request.user, service=service, **form.said())
    ):
        messages.success(request, f"Section {form.cleaned_data['local_id']} is added to the QAD.")
        return redirect("readiness:service_qad", service.pk)
    return render(request, "readiness/add_section.html", {"service": service, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def move_section(request: SignedInRequest, section_id: UUID) -> HttpResponse:
    """A section's next step, with what it would do before the buttons."""
    section = get_object_or_404(
        QadSection.objects.filter(service__in=services_shown_to(request.user)).select_related(
            "service__provider"
        ),
        pk=section_id,
    )
    require_seen(request.user, "readiness.open_section", section.service)
    stands = standing(section.service, as_of=clock.today())
    row = next(each for each in qad_page(stands, request.user).rows if each.section == section)
    answers = may(request.user, "evidence.answer_section", section.service)
    form = MoveForm(request.POST if request.method == "POST" else None, moves=row.moves, answers=answers)
    if form.is_valid() and _done(form, lambda: _move(request, section, form)):
        moved = SectionStatus(form.cleaned_data["move"])
        messages.success(request, f"Section {section.local_id} is {moved.label.lower()}.")
        return redirect("readiness:service_qad", section.service.pk)
    effects = [(move, what_a_move_does(stands, section, move)) for move in row.moves]
    context = {"row": row, "form": form, "effects": effects, "answers": ANSWERS if answers else ()}
    return render(request, "readiness/move_section.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_qad(request: SignedInRequest, service_id: UUID) -> HttpResponse:
    """Record a director's signature, with what stands in its way and what it does before the button."""
    service = _service(request, service_id, "evidence.sign_qad")
    form = SignForm(request.POST if request.method == "POST" else None)
    page = qad_page(standing(service, as_of=clock.today()), request.user)
    effect = page.what_signing_does
    if form.is_valid() and _done(
        form, lambda: actions.sign_qad(actor=request.user, service=service, **form.cleaned_data)
    ):
        followed = f" That {effect.in_words}." if effect and effect.gates else ""
        messages.success(request, f"Signed by {form.cleaned_data['signatory']}.{followed}")
        return redirect("readiness:service_qad", service.pk)
    context = {"service": service, "form": form, "page": page, "effect": effect}
    return render(request, "readiness/sign_qad.html", context)


def _service(request: SignedInRequest, service_id: UUID, permission: str) -> SmartDataService:
    service = get_object_or_404(services_shown_to(request.user), pk=service_id)
    require_seen(request.user, permission, service)
    return service


def _move(request: SignedInRequest, section: QadSection, form: MoveForm) -> SectionEntry:
    move = MOVES[SectionStatus(form.cleaned_data["move"])]
    return move(actor=request.user, section=section, note=form.cleaned_data["note"])


def _done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the action was carried out; if not, the form says why."""
    try:
        act()
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True

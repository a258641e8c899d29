"""The review queue and one review: what a paper says, what the rules make of it, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assumptions.sentences import listed
from assumptions.vocabulary import DecisionOutcome, ItemState
from evidence.actions import (
    accept_evidence,
    look_at_evidence,
    query_evidence,
    reject_evidence,
)
from evidence.actions.decisions import ANOTHER_CAN
from evidence.models import EvidenceItem
from journal import clock
from parties.errors import Refused
from parties.forms.refusals import show_refusal
from parties.permissions import may
from parties.requests import SignedInRequest, require_seen
from parties.working_days import working_days_between
from readiness.effects import Effect
from readiness.forms.decision import DecisionForm
from readiness.forms.queue import QueueFilterForm
from readiness.queries.conflicts import identifier_conflict, with_namesakes
from readiness.queries.incidents import stops_of
from readiness.queries.item import UseRow, facts_of, items_for
from readiness.queries.review_queue import accepting, choose, queue, waiting
from readiness.queries.reviewing import InQueue, papers_of, place_in_queue, with_decided_at
from readiness.queries.versions import replacings, taken_over_by

PER_PAGE = 50
DONE = {
    DecisionOutcome.ACCEPTED: "is accepted",
    DecisionOutcome.QUERIED: "is queried; its party sees your question",
    DecisionOutcome.REJECTED: "is rejected; its party sees why",
}


@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    require_seen(request.user, "evidence.see_queue", None)
    today = clock.today()
    everything = queue(today)
    filters = QueueFilterForm(request.GET, everything)
    choice = choose(everything, filters.asked, request.user, today)
    page = Paginator(choice.items, PER_PAGE).get_page(request.GET.get("page"))
    rows = waiting(list(page.object_list), choice, request.user, today)
    context = {
        "rows": rows,
        "today": today,
        "page": page,
        "filters": filters,
        "everything": len(everything),
        "items_waiting": len(everything),
        "asked": filters.asked,
        "oldest": max((row.age for row in rows), default=0),
        "turning": sum(row.turns_a_gate for row in rows),
        "yours": sum(row.yours for row in rows),
    }
    return render(request, "readiness/review_queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """One item: its paper, the rules it is for, what accepting it does, and the decision."""
    require_seen(request.user, "evidence.see_queue", None)
    items = with_decided_at(with_namesakes(items_for(request.user)))
    item = get_object_or_404(items, pk=item_id)
    papers, posted = papers_of(item), request.method == "POST"
    if look_at_evidence(actor=request.user, item=item, files=papers.drawn, opened=True) and not posted:
        return redirect(request.get_full_path())  # noting is work of its own, and the page as quick as ever
    around = _around(request, item)
    replacing = replacings([item]).get(item.pk)
    taken = taken_over_by(replacing, around.uses) if replacing else None
    effects = [*accepting(around.uses, replacing), *(taken.effects if taken else ())]
    seen = len(item.decisions.all())
    form = DecisionForm(
        request.POST if posted else None, party=item.about.name, initial={"decisions_seen": seen}
    )
    if form.is_valid() and _decide(request, item, form):
        return _go_on(request, item, DecisionOutcome(form.cleaned_data["outcome"]), effects, around)
    context = {
        **_where_it_stands(request, item),
        "place": around.place,
        "filters": around.filters,
        "items_waiting": around.everything,
        "papers": papers,
        "stops": stops_of(each.file for each in papers.shown),
        "details": facts_of(item),
        "uses": around.uses,
        "effects": effects,
        "replacing": replacing,
        "taken": taken,
        "form": form,
        "why_not": _why_not(request, item),
    }
    return render(request, "readiness/review.html", context)


def _where_it_stands(request: SignedInRequest, item: EvidenceItem) -> dict[str, object]:
    today = clock.today()
    state = item.state_on(today)
    sees_conflicts = may(request.user, "readiness.see_conflicts")
    return {
        "item": item,
        "opened": True,
        "state": state,
        "waits": state is ItemState.IN_REVIEW,
        "age": working_days_between(item.submitted_on, today),
        "conflict": identifier_conflict(item, today) if sees_conflicts else None,
        "last_decision": next(reversed(item.decisions.all()), None),
    }


@dataclass(frozen=True, slots=True)
class Around:
    """The queue as the reviewer chose to see it, where an item stands in it, and where the item is used."""

    filters: QueueFilterForm
    everything: int
    place: InQueue
    uses: Sequence[UseRow]


def _around(request: SignedInRequest, item: EvidenceItem) -> Around:
    """The choice holds for an item that has left the queue, too."""
    today = clock.today()
    everything = queue(today)
    filters = QueueFilterForm(request.GET, [*everything, item])
    choice = choose(everything, filters.asked, request.user, today, beside=[item])
    return Around(filters, len(everything), place_in_queue(item, choice.items), choice.uses[item])


def _why_not(request: SignedInRequest, item: EvidenceItem) -> str:
    """Why this person can't decide this item; empty if they can."""
    if item.kind_term.is_a_check:
        return "Elexon's checks are recorded as decided. A newer check replaces an older one."
    if item.withdrawn_on:
        return f"This item was withdrawn on {item.withdrawn_on:%-d %B %Y}, so there is nothing to decide."
    if may(request.user, "evidence.decide", item):
        return ""
    return ANOTHER_CAN if item.handed_in_by_id == request.user.pk else "Only programme reviewers decide."


def _decide(request: SignedInRequest, item: EvidenceItem, form: DecisionForm) -> bool:
    """Whether it was decided; if not, the form says why."""
    typed = form.cleaned_data
    common = {
        "actor": request.user,
        "item": item,
        "reason": typed["reason"],
        "decisions_seen": typed["decisions_seen"],
    }
    try:
        match DecisionOutcome(typed["outcome"]):
            case DecisionOutcome.ACCEPTED:
                accept_evidence(**common, until=typed["until"])
            case DecisionOutcome.QUERIED:
                query_evidence(**common)
            case DecisionOutcome.REJECTED:
                reject_evidence(**common)
    except (Refused, ValidationError) as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _go_on(
    request: SignedInRequest,
    item: EvidenceItem,
    outcome: DecisionOutcome,
    effects: list[Effect],
    around: Around,
) -> HttpResponse:
    """To the next item at once, with a word on what followed."""
    followed = ""
    if outcome is DecisionOutcome.ACCEPTED and effects:
        followed = f" That {listed(f'{effect.in_words} for {effect.service}' for effect in effects)}."
    following, choice = around.place.following, around.filters.in_address
    if choice and not following:
        followed += f" That was the last of your choice ({around.filters.in_words}); this is the whole queue."
    messages.success(request, f"{item.reference}, {item.kind_term.label}, {DONE[outcome]}.{followed}")
    if following is None:
        return redirect("readiness:review_queue")
    return redirect(reverse("readiness:review", args=[following]) + choice)

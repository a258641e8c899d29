"""Deciding on evidence: accept, query, reject. A wrong decision is reversed by another one."""

from __future__ import annotations

from datetime import date

from assumptions.vocabulary import DecisionOutcome
from evidence.actions.versions import give_place_back, take_place
from evidence.models import Decision, EvidenceItem
from journal import clock
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction

ACTIONS = {
    DecisionOutcome.ACCEPTED: "accept_evidence",
    DecisionOutcome.QUERIED: "query_evidence",
    DecisionOutcome.REJECTED: "reject_evidence",
}
ANOTHER_CAN = "Whoever hands in an item can't decide it. A programme reviewer who did not can."


def accept_evidence(
    *,
    actor: Person,
    item: EvidenceItem,
    until: date | None = None,
    reason: str = "",
    decisions_seen: int | None = None,
) -> Decision:
    """Accept an item today; with ``until``, for a time only. What it replaces counts no more."""
    return _decide(actor, item, DecisionOutcome.ACCEPTED, reason, until, decisions_seen)


def query_evidence(
    *, actor: Person, item: EvidenceItem, reason: str, decisions_seen: int | None = None
) -> Decision:
    """Ask the party something about its item; ``reason`` is the question that it sees."""
    return _decide(actor, item, DecisionOutcome.QUERIED, reason, None, decisions_seen)


def reject_evidence(
    *, actor: Person, item: EvidenceItem, reason: str, decisions_seen: int | None = None
) -> Decision:
    """Turn an item down; ``reason`` says to the party why."""
    return _decide(actor, item, DecisionOutcome.REJECTED, reason, None, decisions_seen)


@in_one_transaction
def _decide(
    actor: Person,
    item: EvidenceItem,
    outcome: DecisionOutcome,
    reason: str,
    until: date | None,
    decisions_seen: int | None,
) -> Decision:
    require(actor, "evidence.decide", item, otherwise=ANOTHER_CAN)
    item = EvidenceItem.objects.select_for_update().get(pk=item.pk)
    today, last = clock.today(), item.decisions.order_by("-position").first()
    _check_words(outcome, reason, until, today)
    _check_open(item, last, today)
    if outcome is DecisionOutcome.ACCEPTED:
        _check_document(item)
    _check_seen(last, decisions_seen)
    decision = save_valid(
        Decision(
            item=item,
            position=last.position + 1 if last else 0,
            on=today,
            outcome=outcome,
            until=until,
            reason=reason.strip(),
            decided_by=actor,
            decided_as=actor.role,
            item_submitted_on=item.submitted_on,
            item_handed_in_by=item.handed_in_by_id,
        )
    )
    if outcome is DecisionOutcome.ACCEPTED:
        take_place(actor, item)
    else:
        give_place_back(actor, item, reason.strip())
    _record(actor, decision, last)
    return decision


def _record(actor: Person, decision: Decision, before: Decision | None) -> None:
    item, outcome = decision.item, DecisionOutcome(decision.outcome)
    record_change(
        action=ACTIONS[outcome],
        actor=actor,
        subject=item,
        about=item.about,
        services=SmartDataService.objects.filter(uses__item=item),
        old={"outcome": before.outcome if before else None},
        new={"outcome": outcome, "until": decision.until},
        why=decision.reason,
    )


def _check_seen(last: Decision | None, decisions_seen: int | None) -> None:
    if last and decisions_seen not in {None, last.position + 1}:
        raise Refused(f"{last.author} decided this while you read: {last}. Look again before you decide.")


def _check_document(item: EvidenceItem) -> None:
    if item.files.filter(erased_at__isnull=False).exists():
        raise Refused("Its document was erased, so it can't be accepted. Ask for it to be handed in anew.")


def _check_words(outcome: DecisionOutcome, reason: str, until: date | None, today: date) -> None:
    if outcome != DecisionOutcome.ACCEPTED and not reason.strip():
        raise Refused("Say why, so that the provider knows what to do.", field="reason")
    if until and until < today:
        raise Refused(f"Give a day that is not before today, {today:%-d %B %Y}.", field="until")


def _check_open(item: EvidenceItem, last: Decision | None, today: date) -> None:
    if item.kind_term.is_a_check:
        raise Refused("Elexon's checks are recorded as decided. A newer check replaces an older one.")
    if item.withdrawn_on is not None:
        raise Refused(
            f"This item was withdrawn on {item.withdrawn_on:%-d %B %Y}, so there is nothing to decide."
        )
    if item.submitted_on > today:
        raise Refused(f"This item is handed in on {item.submitted_on:%-d %B %Y}; decide it from that day on.")
    if last and last.on > today:
        raise Refused(f"A decision of {last.on:%-d %B %Y} stands already; decide again from that day on.")

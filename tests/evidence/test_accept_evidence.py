from datetime import date, timedelta

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState
from evidence.actions import accept_evidence, add_use, submit_evidence, withdraw_evidence
from evidence.models import Decision, EvidenceItem
from parties.models import Role, SmartDataService
from tests.parties.builders import (
    decide,
    file_named,
    item,
    mdr_route,
    on,
    organisation,
    person,
    reviewer,
    service,
    supplier_route,
)
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, REVIEWER, check_who_may

pytestmark = pytest.mark.django_db

HANDED_IN = date(2024, 9, 1)
DAY = date(2024, 9, 30)


def waiting(sds: SmartDataService | None = None) -> EvidenceItem:
    sds = sds or service()
    return item(sds, EvidenceKind.DCC_ADAPTER, [mdr_route(sds)], submitted_on=HANDED_IN)


def test_accepts_an_item_from_today_on():
    paper, actor = waiting(), reviewer(name="Rita Reviewer")

    with on(DAY):
        decision = accept_evidence(actor=actor, item=paper, reason="  All is there. ")

    decision.refresh_from_db()
    assert (decision.item, decision.position, decision.on) == (paper, 0, DAY)
    assert (decision.outcome, decision.until, decision.reason) == ("accepted", None, "All is there.")
    assert (decision.decided_by, decision.author) == (actor, "Rita Reviewer")
    assert decision.item_submitted_on == HANDED_IN
    assert decision.item_handed_in_by == paper.handed_in_by_id
    assert paper.state_on(DAY - timedelta(days=1)) is ItemState.IN_REVIEW
    assert paper.state_on(DAY) is ItemState.ACCEPTED


def test_raises_every_service_in_which_the_item_counts():
    collector = organisation()
    first, second, third = service(), service(), service()
    paper = item(first, EvidenceKind.DCC_ADAPTER, [supplier_route(first, collector)])
    add_use(actor=reviewer(), item=paper, service=second, routes=[supplier_route(second, collector)])
    supplier_route(third, collector)
    actor = reviewer()

    with one_change(raises=[first, second]) as change:
        accept_evidence(actor=actor, item=paper, reason="All is there.")

    change.says(
        "accept_evidence",
        by=actor,
        of=paper,
        about=collector,
        concerns=[first, second],
        old={"outcome": None},
        new={"outcome": "accepted", "until": None},
        why="All is there.",
    )


def test_accepts_for_a_time():
    paper = waiting()

    with on(DAY), one_change(raises=SmartDataService.objects.all()) as change:
        accept_evidence(actor=reviewer(), item=paper, until=date(2024, 12, 31))

    assert paper.state_on(date(2024, 12, 31)) is ItemState.ACCEPTED
    assert paper.state_on(date(2025, 1, 1)) is ItemState.EXPIRED
    assert change.entry.new == {"outcome": "accepted", "until": "2024-12-31"}


def test_another_decision_reverses_a_wrong_one():
    paper = waiting()
    with on(DAY):
        decide(paper, DecisionOutcome.REJECTED)

        with one_change(raises=SmartDataService.objects.all()) as change:
            accept_evidence(actor=reviewer(), item=paper)

    assert [each.outcome for each in paper.decisions.all()] == ["rejected", "accepted"]
    assert change.entry.old == {"outcome": "rejected"}
    assert paper.state_on(DAY) is ItemState.ACCEPTED


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_reviewer_may(who):
    sds = service()
    paper = waiting(sds)
    check_who_may(who, {REVIEWER}, sds, lambda actor: accept_evidence(actor=actor, item=paper))


def test_who_handed_it_in_may_not():
    sds, actor = service(), reviewer()
    route = mdr_route(sds)
    paper = submit_evidence(
        actor=actor,
        service=sds,
        kind=EvidenceKind.DCC_ADAPTER,
        routes=[route],
        details={},
        upload=file_named(),
    )

    with refused("Whoever hands in an item can't decide it. A programme reviewer who did not can."):
        accept_evidence(actor=actor, item=paper)

    assert accept_evidence(actor=reviewer(), item=paper).outcome == "accepted"


def test_nor_may_a_superuser_who_is_no_reviewer():
    paper = waiting()
    superuser = person(Role.ADMINISTRATOR, is_superuser=True, is_staff=True)

    with refused("Whoever hands in an item can't decide it. A programme reviewer who did not can."):
        accept_evidence(actor=superuser, item=paper)


def test_two_reviewers_at_once_do_not_overrule_each_other_unseen():
    paper, actor = waiting(), reviewer()
    with on(DAY):
        accept_evidence(actor=reviewer(name="Rita Reviewer"), item=paper, decisions_seen=0)
        with refused(
            "Rita Reviewer decided this while you read: Accepted on 30 September 2024. "
            "Look again before you decide."
        ):
            accept_evidence(actor=actor, item=paper, decisions_seen=0)

        accept_evidence(actor=actor, item=paper, decisions_seen=1)

    assert paper.decisions.count() == 2


def test_a_check_is_not_decided():
    sds, actor = service(), reviewer()
    check = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])

    with refused("Elexon's checks are recorded as decided. A newer check replaces an older one."):
        accept_evidence(actor=actor, item=check)


def test_what_was_withdrawn_is_not_decided():
    paper, actor = waiting(), reviewer()
    with on(DAY):
        withdraw_evidence(actor=reviewer(), item=paper)

        with refused("This item was withdrawn on 30 September 2024, so there is nothing to decide."):
            accept_evidence(actor=actor, item=paper)


def test_what_is_dated_ahead_is_not_decided_before():
    paper, actor = waiting(), reviewer()

    with (
        on(HANDED_IN - timedelta(days=1)),
        refused("This item is handed in on 1 September 2024; decide it from that day on."),
    ):
        accept_evidence(actor=actor, item=paper)


def test_decisions_stand_in_the_order_of_their_days():
    paper, actor = waiting(), reviewer()
    with on(DAY):
        accept_evidence(actor=reviewer(), item=paper)

    with (
        on(DAY - timedelta(days=1)),
        refused("A decision of 30 September 2024 stands already; decide again from that day on."),
    ):
        accept_evidence(actor=actor, item=paper)


def test_a_time_does_not_end_before_it_begins():
    paper, actor = waiting(), reviewer()

    with on(DAY):
        with refused("Give a day that is not before today, 30 September 2024.", field="until"):
            accept_evidence(actor=actor, item=paper, until=DAY - timedelta(days=1))

        assert accept_evidence(actor=actor, item=paper, until=DAY).until == DAY


def test_an_imported_item_can_be_accepted():
    paper = waiting()
    EvidenceItem.objects.filter(pk=paper.pk).update(handed_in_by=None, handed_in_for=None, number=None)

    decision = accept_evidence(actor=reviewer(), item=EvidenceItem.objects.get(pk=paper.pk))

    assert decision.item_handed_in_by is None


def test_an_import_is_named_as_the_author_of_what_it_brought():
    paper = waiting()

    brought = Decision.objects.create(
        item=paper, position=0, on=DAY, outcome=DecisionOutcome.ACCEPTED, item_submitted_on=HANDED_IN
    )

    assert brought.author == "Import of facts"

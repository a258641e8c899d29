"""What `query_evidence` and `reject_evidence` have in common: all but the word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState
from evidence.actions import query_evidence, reject_evidence, submit_evidence, withdraw_evidence
from evidence.models import Decision, EvidenceItem
from parties.models import SmartDataService
from tests.parties.builders import file_named, item, on, reviewer, service
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, REVIEWER, check_who_may

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 30)
WHY = "Which company is this about?"
SAID = {query_evidence: "Queried", reject_evidence: "Rejected"}
Decide = Callable[..., Decision]


@pytest.fixture(params=list(SAID), ids=lambda act: act.__name__)
def decide(request: pytest.FixtureRequest) -> Decide:
    act: Decide = request.param
    return act


def waiting(sds: SmartDataService) -> EvidenceItem:
    return item(sds, EvidenceKind.DBT_COMPLETION, submitted_on=date(2024, 9, 1))


@pytest.mark.parametrize(
    ("decide", "outcome", "state"),
    [
        (query_evidence, DecisionOutcome.QUERIED, ItemState.QUERIED),
        (reject_evidence, DecisionOutcome.REJECTED, ItemState.REJECTED),
    ],
)
def test_the_party_is_told_why(decide: Decide, outcome: DecisionOutcome, state: ItemState):
    sds, actor = service(), reviewer()
    service(sds.provider)
    paper = waiting(sds)

    with on(DAY), one_change(raises=[sds]) as change:
        decision = decide(actor=actor, item=paper, reason=f"  {WHY} ")

    decision.refresh_from_db()
    assert (decision.outcome, decision.on, decision.until) == (outcome, DAY, None)
    assert (decision.reason, decision.decided_by) == (WHY, actor)
    assert paper.state_on(DAY) is state
    change.says(
        decide.__name__,
        by=actor,
        of=paper,
        about=sds.provider,
        concerns=[sds],
        old={"outcome": None},
        new={"outcome": outcome.value, "until": None},
        why=WHY,
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_reviewer_may(decide: Decide, who):
    sds = service()
    paper = waiting(sds)
    check_who_may(who, {REVIEWER}, sds, lambda actor: decide(actor=actor, item=paper, reason=WHY))


def test_who_handed_it_in_may_not(decide: Decide):
    sds, actor = service(), reviewer()
    dbt = EvidenceKind.DBT_COMPLETION
    paper = submit_evidence(actor=actor, service=sds, kind=dbt, details={}, upload=file_named())

    with refused("Whoever hands in an item can't decide it. A programme reviewer who did not can."):
        decide(actor=actor, item=paper, reason=WHY)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_reason_is_needed(decide: Decide, reason):
    paper, actor = waiting(service()), reviewer()

    with refused("Say why, so that the provider knows what to do.", field="reason"):
        decide(actor=actor, item=paper, reason=reason)


def test_what_was_withdrawn_is_not_decided(decide: Decide):
    paper, actor = waiting(service()), reviewer()
    with on(DAY):
        withdraw_evidence(actor=actor, item=paper)

        with refused("This item was withdrawn on 30 September 2024, so there is nothing to decide."):
            decide(actor=actor, item=paper, reason=WHY)


def test_nobody_overrules_another_unseen(decide: Decide):
    paper, actor = waiting(service()), reviewer(name="Rita Reviewer")
    with on(DAY):
        decide(actor=actor, item=paper, reason=WHY, decisions_seen=0)

        with refused(
            f"Rita Reviewer decided this while you read: {SAID[decide]} on 30 September 2024. "
            "Look again before you decide."
        ):
            decide(actor=actor, item=paper, reason=WHY, decisions_seen=0)

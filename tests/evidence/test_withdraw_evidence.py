from datetime import date

import pytest

from assumptions.vocabulary import EvidenceKind, ItemState
from evidence.actions import add_use, withdraw_evidence
from evidence.models import EvidenceItem
from parties.errors import NotAllowed
from tests.parties.builders import (
    item,
    mdr_route,
    member,
    on,
    organisation,
    reviewer,
    service,
    supplier_route,
)
from tests.parties.changes import files_held, one_change, refused
from tests.parties.who import CODE_BODY, EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

HANDED_IN = date(2024, 9, 1)
DAY = date(2024, 9, 30)
ADAPTER = EvidenceKind.DCC_ADAPTER


def test_the_rules_see_it_no_more_in_any_service_and_it_stays_readable():
    collector = organisation()
    first, second = service(), service()
    service(collector)
    paper = item(first, ADAPTER, [supplier_route(first, collector)], submitted_on=HANDED_IN)
    add_use(actor=reviewer(), item=paper, service=second, routes=[supplier_route(second, collector)])
    actor = member(first.provider)

    with on(DAY), one_change(raises=[first, second]) as change:
        withdraw_evidence(actor=actor, item=paper, why="The wrong letter")

    paper.refresh_from_db()
    assert paper.state_on(date(2024, 9, 29)) is ItemState.IN_REVIEW
    assert paper.state_on(DAY) is ItemState.ABSENT
    assert files_held() == [paper.files.get().content.name]
    change.says(
        "withdraw_evidence",
        by=actor,
        of=paper,
        about=collector,
        concerns=[first, second],
        old={"withdrawn_on": None},
        new={"withdrawn_on": "2024-09-30"},
        why="The wrong letter",
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_its_party_and_staff_may(who):
    sds = service()
    paper = item(sds, ADAPTER, [mdr_route(sds)])
    check_who_may(who, {PROVIDER, *STAFF}, sds, lambda actor: withdraw_evidence(actor=actor, item=paper))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_a_code_body_takes_back_a_check(who):
    sds = service()
    check = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])
    check_who_may(who, {CODE_BODY}, sds, lambda actor: withdraw_evidence(actor=actor, item=check))


def test_who_only_uses_it_may_not():
    first, second, collector = service(), service(), organisation()
    paper = item(first, ADAPTER, [supplier_route(first, collector)])
    add_use(actor=reviewer(), item=paper, service=second, routes=[supplier_route(second, collector)])

    with pytest.raises(NotAllowed):
        withdraw_evidence(actor=member(second.provider), item=paper)
    withdraw_evidence(actor=member(first.provider), item=paper)


def test_who_it_is_about_may_not_take_back_what_another_party_handed_in():
    sds, collector = service(), organisation()
    paper = item(sds, ADAPTER, [supplier_route(sds, collector)])

    with pytest.raises(NotAllowed):
        withdraw_evidence(actor=member(collector), item=paper)
    assert EvidenceItem.objects.get(pk=paper.pk).withdrawn_on is None


def test_it_is_withdrawn_once():
    sds = service()
    paper, actor = item(sds, ADAPTER, [mdr_route(sds)], submitted_on=HANDED_IN), reviewer()
    with on(DAY):
        withdraw_evidence(actor=actor, item=paper)

    with refused("This item is withdrawn already, on 30 September 2024."):
        withdraw_evidence(actor=actor, item=paper)


def test_an_item_dated_ahead_ends_before_it_begins():
    sds = service()
    paper = item(sds, ADAPTER, [mdr_route(sds)], submitted_on=DAY)

    with on(HANDED_IN):
        withdraw_evidence(actor=reviewer(), item=paper)

    paper = EvidenceItem.objects.get(pk=paper.pk)
    assert paper.withdrawn_on == DAY
    assert paper.state_on(DAY) is ItemState.ABSENT

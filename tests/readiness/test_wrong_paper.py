from __future__ import annotations

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.models import EvidenceItem
from tests.parties.builders import item, mdr_route, member, reviewer, service, supplier_route
from tests.readiness.pages import nothing_changes, page, signed_in, words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, address, hand_in, key

pytestmark = pytest.mark.django_db


def test_the_wrong_paper_is_told_before_it_is_handed_in():
    sds = service()
    route = mdr_route(sds)
    person = member(sds.provider)
    from_dcc = RIGHT | {"detail_issuer": "dcc"}
    with nothing_changes():
        said = words(hand_in(person, sds, key(CONFIRMATION, route), **from_dcc).content.decode())
    assert "As it stands, this would not count" in said
    assert "does not come from SECAS. Ask SECAS to confirm the process itself." in said
    assert "Needed for Qualification" in said
    with nothing_changes():
        said = words(
            hand_in(
                person, sds, key(CONFIRMATION, route), **from_dcc, all_the_same="on", why_it_counts=" "
            ).content.decode()
        )
    assert "Say why, so that the reviewer need not ask you." in said
    why = "SECAS let DCC write for it this month"
    hand_in(person, sds, key(CONFIRMATION, route), **from_dcc, all_the_same="on", why_it_counts=why)
    made = EvidenceItem.objects.get()
    assert (made.details["issuer"], made.said_why) == ("dcc", why)
    for name in ("review", "item"):
        assert why in words(page(reviewer(), reverse(f"readiness:{name}", args=[made.pk])))


def test_a_better_paper_that_is_there_does_not_hide_a_wrong_one():
    sds = service()
    route = mdr_route(sds)
    item(sds, CONFIRMATION, [route], decided=DecisionOutcome.ACCEPTED)
    from_dcc = RIGHT | {"detail_issuer": "dcc"}
    said = words(hand_in(member(sds.provider), sds, key(CONFIRMATION, route), **from_dcc).content.decode())
    assert "Of this paper the following does not hold: It comes from SECAS" in said
    assert EvidenceItem.objects.count() == 1


def test_a_paper_at_which_no_rule_looks_is_told():
    sds = service()
    route = supplier_route(sds, dcc_roles=[])
    typed = {"detail_user_role": "MDR", "detail_scenarios_version": "CTSD 3.2"}
    said = words(
        hand_in(
            member(sds.provider), sds, key(EvidenceKind.UEPT_CERTIFICATE, route), **typed
        ).content.decode()
    )
    assert "It does not look at a paper like this." in said
    assert not EvidenceItem.objects.exists()


def test_what_is_filed_later_is_no_doubt():
    sds = service()
    route = supplier_route(sds)
    response = hand_in(member(sds.provider), sds, key(EvidenceKind.OUTPUT_TEST, route))
    assert response.status_code == 302, words(response.content.decode())


def test_doubts_are_told_while_typing_once_all_is_given():
    sds = service()
    route = mdr_route(sds)
    client = signed_in(member(sds.provider))
    headers = {"HX-Request": "true", "HX-Target": "doubts"}
    typed = {"paper": key(CONFIRMATION, route), "detail_user_role": "MDR"}

    def doubts(**more: str) -> str:
        return words(client.get(address(sds), typed | more, headers=headers).content.decode())

    assert doubts() == ""
    assert "does not come from SECAS" in doubts(detail_issuer="dcc")
    assert doubts(detail_issuer="secas") == ""

"""A form that is sent twice does once what it asks for, with one word about it and nothing left over."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import record_check, submit_evidence
from evidence.models import EvidenceItem
from journal.models import Entry
from parties.models import CollectionRoute, SmartDataService
from tests.papers import paper
from tests.parties.builders import code_body, file_named, mdr_route, member, programme, reviewer, service
from tests.parties.changes import everything, files_held, refused
from tests.readiness.pages import signed_in, words

CONFIRMATION = EvidenceKind.UEP_CONFIRMATION
LETTER = paper(b"confirmed in full")
USED = "This form has been used already. To hand in something else, open the page anew."


def key_in(markup: str) -> str:
    (key,) = re.findall(r'name="request_key" value="([0-9a-f-]{36})" autocomplete="off"', markup)
    return str(key)


class HandIn:
    """A person before the form of a paper, who can send it again and again."""

    def __init__(self, sds: SmartDataService, route: CollectionRoute) -> None:
        self.client: Client = signed_in(member(sds.provider))
        self.address = reverse("readiness:hand_in_evidence", args=[sds.pk])
        self.paper = f"{CONFIRMATION}.{route.pk}"
        self.key = self.open()

    def open(self) -> str:
        return key_in(self.client.get(self.address, {"paper": self.paper}).content.decode())

    def send(self, content: bytes = LETTER, **typed: str) -> Any:
        right = {"detail_user_role": "MDR", "detail_issuer": "secas"}
        sent = {"paper": self.paper, "request_key": self.key, "upload": file_named("letter.pdf", content)}
        return self.client.post(self.address, sent | right | typed)


@pytest.fixture
def hand_in(db) -> HandIn:
    programme()
    sds = service()
    return HandIn(sds, mdr_route(sds))


def test_a_double_click_hands_in_one_item_with_one_receipt(hand_in):
    first, second = hand_in.send(), hand_in.send()
    made = EvidenceItem.objects.get()
    assert first.url == second.url == reverse("readiness:item", args=[made.pk])
    assert len(files_held()) == 1
    assert Entry.objects.filter(action="submit_evidence").count() == 1
    assert words(hand_in.client.get(second.url).content.decode()).count("Handed in. A reviewer decides") == 1


def test_a_new_form_hands_in_another(hand_in):
    hand_in.send()
    first, hand_in.key = hand_in.key, hand_in.open()
    assert hand_in.key != first
    hand_in.send()
    assert EvidenceItem.objects.count() == 1, "the same bytes are told first"
    hand_in.send(same_again="on")
    assert EvidenceItem.objects.count() == 2


def test_a_form_that_came_back_keeps_its_key(hand_in):
    answer = hand_in.send(detail_user_role="nonsense")
    assert answer.status_code == 200
    assert key_in(answer.content.decode()) == hand_in.key
    hand_in.send()
    hand_in.send()
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("changed", [{"content": paper(b"more")}, {"expires_on": "2199-01-01"}])
def test_a_used_form_takes_nothing_else_and_says_so(hand_in, changed):
    hand_in.send()
    before = {name: rows for name, rows in everything().items() if name != "Person"}
    answer = hand_in.send(**changed)
    assert USED in words(answer.content.decode())
    assert {name: rows for name, rows in everything().items() if name != "Person"} == before


def test_what_can_not_be_a_key_is_told_and_makes_nothing(hand_in):
    hand_in.key = "1 or 1"
    assert "This form can't be read. Open the page anew" in words(hand_in.send().content.decode())
    assert not EvidenceItem.objects.exists()


def test_without_a_key_each_sending_counts(hand_in):
    hand_in.key = ""
    hand_in.send()
    hand_in.send(same_again="on")
    assert EvidenceItem.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_key_of_another_person_gives_nothing_away():
    sds = service()
    route, key = mdr_route(sds), uuid4()
    asked: dict[str, Any] = {
        "service": sds,
        "kind": CONFIRMATION,
        "routes": [route],
        "details": {},
        "request_key": key,
    }
    submit_evidence(actor=reviewer(), upload=file_named(), **asked)
    other = member(sds.provider)
    with refused(USED):
        submit_evidence(actor=other, upload=file_named(), **asked)


@pytest.mark.django_db
def test_a_check_is_recorded_once():
    sds = service()
    route = mdr_route(sds)
    client = signed_in(code_body())
    address = reverse("readiness:record_check", args=[route.pk])
    sent = {
        "detail_outcome": "confirmed",
        "request_key": key_in(client.get(address).content.decode()),
    }
    answers = [client.post(address, sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert EvidenceItem.objects.get().kind == EvidenceKind.UEP_CHECK

    other = uuid4()
    asked: dict[str, Any] = {
        "service": sds,
        "route": route,
        "kind": EvidenceKind.UEP_CHECK,
        "request_key": other,
    }
    with_file = [
        record_check(actor=person, details={"outcome": "confirmed"}, upload=file_named(), **asked)
        for person in [code_body()] * 2
    ]
    assert with_file[0] == with_file[1]
    assert EvidenceItem.objects.count() == 2
    assert len(files_held()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time.")
    sds, actor, key = service(), reviewer(), uuid4()
    route, together = mdr_route(sds), Barrier(4)

    def submit(_: int) -> EvidenceItem:
        together.wait(timeout=60)
        try:
            return submit_evidence(
                actor=actor,
                service=sds,
                kind=CONFIRMATION,
                routes=[route],
                details={},
                upload=file_named(),
                request_key=key,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(submit, range(4)))) == 1
    assert EvidenceItem.objects.count() == len(files_held()) == 1

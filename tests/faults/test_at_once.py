"""Several who do the same at the same moment: nothing is lost or made twice, and who loses is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app
from django.db import connection
from django.test import Client
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import accept_evidence, submit_evidence
from evidence.models import EvidenceFile, EvidenceItem
from journal.models import Entry
from journal.verification import verify
from packs.models import Pack
from parties.models import Person, SmartDataService
from readiness.actions import import_facts
from readiness.actions.imports import Came
from tests.journal.test_writers_at_once import at_once
from tests.parties.builders import file_named, item, mdr_route, member, programme, reviewer, service
from tests.parties.changes import places_held
from tests.readiness.documents import example
from tests.readiness.pages import words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, LETTER, RIGHT, key

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


@pytest.fixture(autouse=True)
def _only_where_writers_meet(monkeypatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time.")
    monkeypatch.setattr(current_app, "send_task", lambda task, args: None)


def post(person: Person, address: str, answers: list[Any], **typed: Any) -> Callable[[], None]:
    client = Client()
    client.force_login(person)
    client.get(address)
    return lambda: answers.append(client.post(address, typed))


def test_two_reviewers_decide_the_same_item():
    programme()
    shown = item(service(), EvidenceKind.DBT_COMPLETION)
    reviewers = [reviewer(name=name) for name in ("Ada Onslow", "Bo Tarn")]
    address = reverse("readiness:review", args=[shown.pk])
    answers: list[Any] = []
    typed = {"until": "", "decisions_seen": 0, "reason": "As the register says."}
    acts = [
        post(one, address, answers, outcome=outcome, **typed)
        for one, outcome in zip(reviewers, ("accepted", "rejected"), strict=True)
    ]
    before, version = verify().whole.entries, SmartDataService.objects.get().facts_version

    at_once(acts)

    decision = shown.decisions.get()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (told,) = [words(answer.content.decode()) for answer in answers if answer.status_code == 200]
    assert f"{decision.decided_by} decided this while you read" in told
    assert verify().whole.entries == before + 1
    assert SmartDataService.objects.get().facts_version == version + 1


def test_newer_versions_accepted_at_once_stand_one_in_the_place_of_another():
    programme()
    sds, maeve = service(), reviewer()
    older = item(sds, EvidenceKind.DBT_COMPLETION, decided=DecisionOutcome.ACCEPTED)
    newer = [
        submit_evidence(
            actor=member(sds.provider),
            service=sds,
            kind=EvidenceKind.DBT_COMPLETION,
            details={},
            upload=file_named(),
            replaces=older,
        )
        for _ in range(AT_ONCE)
    ]
    at_once([partial(accept_evidence, actor=maeve, item=each) for each in newer])

    items = list(EvidenceItem.objects.all())
    (last,) = [each for each in items if each.withdrawn_on is None]
    assert last in newer
    replacing = [each.replaced_by_id for each in items if each != last]
    assert len(set(replacing)) == len(newer), "each gave way to another one"


def test_a_form_that_is_sent_several_times_at_once_makes_one_item():
    programme()
    sds = service()
    person, typed = member(sds.provider), {"paper": key(CONFIRMATION, mdr_route(sds)), **RIGHT}
    address, same = reverse("readiness:hand_in_evidence", args=[sds.pk]), uuid4()
    answers: list[Any] = []

    at_once(
        [
            post(person, address, answers, upload=file_named("a.pdf", LETTER), request_key=same, **typed)
            for _ in range(AT_ONCE)
        ]
    )

    made = EvidenceItem.objects.get()
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("readiness:item", args=[made.pk]))
    }
    assert places_held() == [EvidenceFile.objects.get().content.name]
    assert Entry.objects.filter(action="submit_evidence").count() == 1


def test_several_uploads_of_several_people_are_all_there():
    programme()
    sds = service()
    paper = key(CONFIRMATION, mdr_route(sds))
    answers: list[Any] = []
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    version = sds.facts_version
    typed = {"paper": paper, "all_the_same": "on", "why_it_counts": "So agreed", "same_again": "on", **RIGHT}

    at_once(
        [
            post(member(sds.provider), address, answers, upload=file_named("a.pdf", LETTER), **typed)
            for _ in range(AT_ONCE)
        ]
    )

    assert {answer.status_code for answer in answers} == {302}
    numbers = sorted(one.number or 0 for one in EvidenceItem.objects.all())
    assert numbers == list(range(1, AT_ONCE + 1))
    assert SmartDataService.objects.get().facts_version == version + AT_ONCE
    assert verify().whole.entries == Entry.objects.count()


def test_a_document_that_is_imported_several_times_at_once_comes_in_once():
    text = json.dumps(example())
    came: list[Came] = []
    at_once([lambda: came.append(import_facts(text=text).came)] * AT_ONCE)
    assert sorted(one.name for one in came) == [Came.NEW.name, *[Came.SAME.name] * (AT_ONCE - 1)]
    assert Entry.objects.filter(action="import_facts").count() == 1
    assert verify().whole.entries == Entry.objects.count()


def test_packs_that_are_asked_for_at_once_are_each_made_once():
    programme()
    sds = service()
    address, person = reverse("packs:request_pack", args=[sds.pk]), member(sds.provider)
    answers: list[Any] = []
    typed = {"kind": "readiness", "as_of": "2025-01-31"}
    same = [post(person, address, answers, request_key=uuid4(), **typed)] * 2
    others = [post(reviewer(), address, answers, request_key=uuid4(), **typed) for _ in range(2)]

    at_once([*same, *others])

    assert {answer.status_code for answer in answers} == {302}
    assert sorted(Pack.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Entry.objects.filter(action="request_pack").count() == 3
    assert verify().whole.entries == Entry.objects.count()

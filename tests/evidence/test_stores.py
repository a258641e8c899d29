"""Files keep the same promises in a directory and in a bucket of a real object store."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from io import StringIO
from typing import NoReturn

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import OperationalError, transaction
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import submit_evidence, withdraw_evidence
from evidence.models import EvidenceFile, EvidenceItem
from evidence.stores import store
from evidence.sweeping import sweep_files
from evidence.tasks import sweep_files as sweep_files_task
from parties.models import Person, SmartDataService
from tests.evidence.taken import Taken, taken
from tests.papers import paper
from tests.parties.builders import file_named, mdr_route, member, reviewer, service
from tests.parties.changes import places_held
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, hand_in, key

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_any_store")]

LETTER = paper(b"a letter of SECAS " * 600_000)  # more than the object store takes as one part


@pytest.fixture
def sds() -> SmartDataService:
    return service()


def address(file: EvidenceFile) -> str:
    return reverse("evidence:download_file", args=[file.pk])


def submitted(sds: SmartDataService, content: bytes = b"%PDF-1.7\n% a letter\n") -> EvidenceFile:
    item = submit_evidence(
        actor=reviewer(),
        service=sds,
        kind=EvidenceKind.DBT_COMPLETION,
        details={},
        upload=file_named("letter.pdf", content),
    )
    return item.files.get()


def all_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evidence.sweeping.OLD", timedelta(days=-1))


def died(_: str) -> None:
    """In place of the move: what is left if the program dies right after its commit."""


def test_what_is_handed_in_is_what_is_taken_also_once_it_is_withdrawn(sds):
    route, person = mdr_route(sds), member(sds.provider)
    hand_in(person, sds, key(CONFIRMATION, route), **RIGHT, upload=file_named("Letter é.pdf", LETTER))

    file = EvidenceFile.objects.get()
    assert places_held() == [file.content.name]
    assert file.content.name.startswith("evidence/")
    assert (file.size, file.sha256) == (len(LETTER), hashlib.sha256(LETTER).hexdigest())
    disposition = "attachment; filename*=utf-8''Letter%20%C3%A9.pdf"
    assert taken(person, address(file)) == Taken(200, LETTER, disposition, "application/pdf")
    withdraw_evidence(actor=person, item=file.item)
    assert taken(person, address(file)).content == LETTER


def test_a_transaction_that_fails_leaves_no_file(sds, monkeypatch):
    def fail(**_: object) -> NoReturn:
        assert [place.split("/")[0] for place in places_held()] == ["incoming"]
        raise LookupError

    monkeypatch.setattr("evidence.actions.items.record_change", fail)
    with pytest.raises(LookupError):
        submitted(sds)
    assert places_held() == []


def test_a_row_that_was_committed_keeps_its_file_whatever_fails_after(sds, monkeypatch):
    def record_and_plan_a_failure(**_: object) -> None:
        transaction.on_commit(lambda: 1 / 0)

    monkeypatch.setattr("evidence.actions.items.record_change", record_and_plan_a_failure)
    with pytest.raises(ZeroDivisionError):
        submitted(sds, LETTER)
    assert EvidenceFile.objects.get().content.read() == LETTER


def test_a_commit_that_was_not_answered_keeps_its_file(sds, monkeypatch):
    def lose_the_answer(**_: object) -> None:
        transaction.on_commit(lose_it)

    def lose_it() -> NoReturn:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("evidence.actions.items.record_change", lose_the_answer)
    with pytest.raises(OperationalError):
        submitted(sds)
    assert EvidenceFile.objects.get().content.read()
    assert sweep_files().settled == 1
    assert places_held() == [EvidenceFile.objects.get().content.name]


def test_a_file_whose_program_died_before_the_move_is_read_and_moved_later(sds, monkeypatch):
    with monkeypatch.context() as dying:
        dying.setattr("evidence.files._settle", died)
        file, other = submitted(sds, LETTER), submitted(sds)
    assert {place.split("/")[0] for place in places_held()} == {"incoming"}

    assert file.content.read() == LETTER
    assert taken(handed_in_by(file.item), address(file)).content == LETTER
    sweep_files_task()
    assert places_held() == sorted([file.content.name, other.content.name])
    assert taken(handed_in_by(file.item), address(file)).content == LETTER


def test_sweeping_removes_what_no_row_names_once_it_is_old(sds, monkeypatch):
    file = submitted(sds)
    store.save("incoming/evidence/orphan", ContentFile(b"half"))
    store.save("incoming/packs/running/1", ContentFile(b"half"))

    assert (sweep_files().removed, len(places_held())) == (0, 3)
    all_is_old(monkeypatch)
    swept = sweep_files()
    assert (swept.settled, swept.removed, swept.failed) == (0, 2, 0)
    assert places_held() == [file.content.name]


def test_a_file_that_lost_its_row_goes_only_when_asked(sds, monkeypatch):
    file = submitted(sds)
    for name in ("evidence/lost", "packs/lost/1", "another/thing"):
        store.save(name, ContentFile(b"whole"))
    told = StringIO()

    call_command("sweep_files", "--unnamed-too", stdout=told)
    assert told.getvalue() == "0 given their names, 0 removed, 0 failed.\n"
    all_is_old(monkeypatch)
    call_command("sweep_files")
    assert len(places_held()) == 4
    call_command("sweep_files", "--unnamed-too", stdout=told)
    assert told.getvalue().endswith("0 given their names, 2 removed, 0 failed.\n")
    assert places_held() == sorted(["another/thing", file.content.name])


def test_who_may_not_see_it_is_given_no_link(sds):
    file = submitted(sds)
    refused = taken(member(service().provider), address(file))
    assert refused.status == 404


def test_what_the_store_lost_is_told(sds):
    file = submitted(sds)
    store.delete(file.content.name)
    lost = taken(handed_in_by(file.item), address(file))
    assert lost.status == 404
    assert b"What was recorded is safe" in lost.content


def handed_in_by(item: EvidenceItem) -> Person:
    assert item.handed_in_by
    return item.handed_in_by

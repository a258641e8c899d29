"""Where the store fails in the middle: the person reads a sentence, and the state is before or after."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import submit_evidence
from evidence.models import EvidenceFile, EvidenceItem
from evidence.stores.s3 import S3Store
from evidence.tasks import sweep_files
from journal.models import Entry
from tests.evidence.taken import taken
from tests.papers import paper
from tests.parties.builders import file_named, mdr_route, member, reviewer, service
from tests.parties.changes import places_held
from tests.readiness.pages import nothing_changes, signed_in, words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, hand_in, key

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = paper(b"a letter of SECAS " * 600_000)
NOT_STORED = "The file could not be stored, so nothing was kept. Try again in a few minutes."
AT_ONCE, HALF = 0, len(LETTER) // 2


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch) -> None:
    """The client tries again as it would, but does not wait before it does."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)


def submitted(content: bytes = b"%PDF-1.7\n% a letter\n") -> EvidenceFile:
    item = submit_evidence(
        actor=reviewer(),
        service=service(),
        kind=EvidenceKind.DBT_COMPLETION,
        details={},
        upload=file_named("letter.pdf", content),
    )
    return item.files.get()


@pytest.mark.parametrize("after", [AT_ONCE, HALF])
def test_a_store_that_fails_in_mid_upload(wire, after, caplog):
    sds = service()
    route, person = mdr_route(sds), member(sds.provider)
    paper = key(CONFIRMATION, route)

    with nothing_changes():
        wire.cut(up=after)
        answer = hand_in(person, sds, paper, **RIGHT, upload=file_named("letter.pdf", LETTER))
        assert (answer.status_code, wire.cuts > 0) == (200, True)
        assert NOT_STORED in words(answer.content.decode())
        assert "The store could not take" in caplog.text
        wire.mend()

    hand_in(person, sds, paper, **RIGHT, upload=file_named("letter.pdf", LETTER))
    assert EvidenceFile.objects.get().content.read() == LETTER


def test_a_store_that_fails_between_commit_and_move(wire, monkeypatch, caplog):
    sds = service()
    person = member(sds.provider)
    paper = key(CONFIRMATION, mdr_route(sds))
    settle = S3Store.settle

    def settle_on_a_cut_wire(bucket: S3Store, name: str) -> None:
        wire.cut(up=AT_ONCE)
        settle(bucket, name)

    with monkeypatch.context() as cut:
        cut.setattr(S3Store, "settle", settle_on_a_cut_wire)
        answer = hand_in(person, sds, paper, **RIGHT, upload=file_named("letter.pdf", LETTER))
    assert answer.status_code == 302, "it is handed in"
    assert "keeps its temporary name" in caplog.text
    wire.mend()

    file = EvidenceFile.objects.get()
    assert places_held() == [f"incoming/{file.content.name}"]
    assert file.content.read() == LETTER
    sweep_files()
    assert places_held() == [file.content.name]


def test_a_store_that_fails_in_mid_read(wire):
    file = submitted(LETTER)
    wire.cut(down=HALF)
    with pytest.raises(OSError, match="object store failed"):
        file.content.read()
    assert wire.cuts > 0
    wire.mend()
    assert EvidenceFile.objects.get().content.read() == LETTER


def test_a_store_that_is_away_gives_no_link_and_nothing_is_noted_as_read(wire):
    file = submitted()
    address = reverse("evidence:download_file", args=[file.pk])
    somebody = reviewer()
    wire.cut(up=AT_ONCE)
    answer = signed_in(somebody).get(address)
    assert answer.status_code == 503
    assert "letter.pdf can’t be given out. What was recorded is safe. Try again in a few minutes." in words(
        answer.content.decode()
    )
    assert not Entry.objects.filter(action="read_evidence").exists()
    wire.mend()
    assert taken(somebody, address).status == 200
    assert Entry.objects.filter(action="read_evidence").count() == 1


def test_sweeping_a_store_that_is_away_waits_for_the_next_time(wire, caplog):
    wire.cut(up=AT_ONCE)
    sweep_files()
    assert "The store could not be swept" in caplog.text
    with pytest.raises(CommandError, match="what is left waits for the next time"):
        call_command("sweep_files")


def test_a_directory_that_takes_nothing(settings):
    sds = service()
    person, paper = member(sds.provider), key(CONFIRMATION, mdr_route(sds))
    root = Path(settings.MEDIA_ROOT)
    root.mkdir()
    (root / "incoming").write_bytes(b"in the way of the folder")
    with nothing_changes():
        answer = hand_in(person, sds, paper, **RIGHT)
        assert NOT_STORED in words(answer.content.decode())
    (root / "incoming").unlink()
    hand_in(person, sds, paper, **RIGHT)
    assert EvidenceItem.objects.count() == 1


def test_a_directory_that_gives_nothing():
    file = submitted()
    place = Path(file.content.path)
    place.unlink()
    place.mkdir()
    answer = signed_in(reviewer()).get(reverse("evidence:download_file", args=[file.pk]))
    assert answer.status_code == 503
    assert "Try again in a few minutes." in words(answer.content.decode())

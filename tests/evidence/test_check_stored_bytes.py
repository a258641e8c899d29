"""Stored files are read again and compared with what was handed in, in a directory and in a bucket."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from assumptions.vocabulary import EvidenceKind
from evidence.actions import (
    check_file,
    check_stored_bytes,
    erase_file_bytes,
    integrity,
    withdraw_evidence,
)
from evidence.models import BytesFound, EvidenceFile, EvidenceItem, Incident
from evidence.rehashing import EMPTY, Seen, bytes_seen
from evidence.stores import StoreFailed, store
from journal import clock
from journal.models import Entry
from parties.errors import NotAllowed
from parties.models import SmartDataService
from qualtrack.storage import chosen
from tests.evidence.damaged import OTHER, altered, incident_on, lost, replaced
from tests.parties.builders import (
    administrator,
    code_body,
    days_ago,
    file_named,
    item,
    on,
    reviewer,
    service,
)
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may
from tests.services.s3 import BUCKET

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = b"%PDF-1.7\n% a letter\n"
LONG = b"%PDF-1.7\n" + b"a letter of SECAS\n" * 600_000  # more than the object store keeps in memory
DBT = EvidenceKind.DBT_COMPLETION


def paper(sds: SmartDataService | None = None, content: bytes = LETTER) -> EvidenceItem:
    return item(sds or service(), DBT, file=file_named("letter.pdf", content))


def known(of: EvidenceItem) -> tuple[str, bool]:
    """What is known of an item's file, and whether an incident is open on it."""
    file = of.files.get()
    return file.found, file.incidents.filter(closed_at__isnull=True).exists()


@pytest.mark.usefixtures("in_any_store")
class TestInAnyStore:
    def test_the_right_bytes_are_noted_with_the_moment_and_nothing_is_opened(self):
        letter = paper(content=LONG)
        with on(days_ago(3)):
            assert check_file(file=letter.files.get()) is BytesFound.AS_HANDED_IN
            moment = clock.now()
        file = letter.files.get()
        assert (file.checked_at, file.tried_at, file.found) == (moment, moment, "as_handed_in")
        assert not Incident.objects.exists()
        assert not file.kept_back

    def test_other_bytes_of_the_same_length_open_an_incident_that_says_what_was_found(self):
        letter = paper()
        other = OTHER[: len(LETTER)].ljust(len(LETTER))
        with one_change(raises=[]) as change:
            assert check_file(file=replaced(letter.files.get(), other)) is BytesFound.OTHER
        file, incident = letter.files.get(), Incident.objects.get()
        digest = hashlib.sha256(other).hexdigest()
        assert (incident.file, incident.found_size, incident.found_sha256) == (file, len(LETTER), digest)
        assert (incident.opened_by, incident.closed_at) == (None, None)
        entry = change.entry
        assert (entry.action, entry.subject_id, entry.about_id) == (
            "open_incident",
            letter.pk,
            letter.about_id,
        )
        assert (entry.actor_kind, entry.actor_label) == ("check", "Check of stored files")
        assert entry.new == {
            "file": {"name": "letter.pdf", "sha256": file.sha256, "size": len(LETTER)},
            "bytes_found": "other",
            "found_size": len(LETTER),
            "found_sha256": digest,
        }

    def test_a_file_cut_short_and_one_that_is_lost_are_found(self):
        short, gone = paper(), paper()
        check_file(file=replaced(short.files.get(), LETTER[:-1]))
        check_file(file=lost(gone))
        assert [known(each) for each in (short, gone)] == [("other", True), ("missing", True)]
        incident = gone.files.get().incidents.get()
        assert (incident.found_size, incident.found_sha256) == (None, "")

    def test_the_right_bytes_end_it_by_themselves_and_the_journal_has_it(self):
        letter = paper()
        incident_on(letter)
        with one_change(raises=[]) as change:
            check_file(file=replaced(letter.files.get(), LETTER))
        incident = Incident.objects.get()
        assert known(letter) == ("as_handed_in", False)
        assert (incident.closed_by, incident.closed_why) == (None, integrity.RIGHT_AGAIN)
        assert (change.entry.action, change.entry.why) == ("close_incident", integrity.RIGHT_AGAIN)
        assert change.entry.actor_kind == "check"

    def test_a_store_that_holds_nothing_at_all_is_another_store_and_no_finding(self):
        letter = paper()
        store.delete(str(letter.files.get().content.name))
        with pytest.raises(StoreFailed, match=EMPTY[:30]):
            check_file(file=letter.files.get())
        assert (known(letter), Incident.objects.count()) == (("", False), 0)

    def test_a_file_that_waits_for_its_name_is_found(self, monkeypatch):
        monkeypatch.setattr("evidence.files._settle", lambda _: None)
        assert check_file(file=paper().files.get()) is BytesFound.AS_HANDED_IN


def test_one_incident_is_open_however_often_it_is_found():
    letter = paper()
    incident_on(letter)
    noted = Entry.objects.count()
    check_file(file=letter.files.get())
    assert (Incident.objects.count(), Entry.objects.count()) == (1, noted)


@pytest.mark.parametrize("after", [0, len(LONG) // 2])
def test_a_store_that_fails_before_or_in_the_middle_is_no_finding(wire, monkeypatch, after):
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    letter = paper(content=LONG)
    wire.cut(down=after)
    with pytest.raises(StoreFailed):
        check_file(file=letter.files.get())
    assert wire.cuts
    file = letter.files.get()
    assert (file.found, file.checked_at, file.tried_at is None) == ("", None, False)
    wire.mend()
    check_file(file=file)
    assert known(letter) == ("as_handed_in", False)


def test_a_disk_that_fails_in_the_middle_is_no_finding_and_an_old_one_stays(monkeypatch):
    right, wrong = paper(), paper()
    incident_on(wrong)

    def breaks(*_: object) -> Iterator[bytes]:
        yield LETTER[:4]
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("django.core.files.base.File.chunks", breaks)
    for each in (right, wrong):
        with pytest.raises(OSError, match="Input/output"):
            check_file(file=each.files.get())
    assert [known(each) for each in (right, wrong)] == [("", False), ("other", True)]


def test_a_bucket_that_is_gone_is_no_finding(in_a_bucket, settings):
    letter = paper()
    gone = chosen(in_a_bucket.url("files").replace(f"s3://{BUCKET}/", "s3://no-such-bucket/"))
    assert gone["OPTIONS"]["bucket_name"] == "no-such-bucket"
    settings.STORAGES = settings.STORAGES | {"default": gone}
    with pytest.raises(StoreFailed):
        check_file(file=letter.files.get())
    assert known(letter) == ("", False)


def test_a_large_file_is_never_in_memory_whole():
    letter = paper(content=b"%PDF-1.7\n" + bytes(24 * 1024 * 1024))
    tracemalloc.start()
    check_file(file=letter.files.get())
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * 1024 * 1024


def test_who_asks_gets_the_answer_at_once_and_stands_in_the_incident():
    letter, actor = paper(), reviewer()
    altered(letter)
    assert check_stored_bytes(actor=actor, item=letter)
    assert known(letter) == ("other", True)
    assert Incident.objects.get().opened_by == actor
    asked, opened = Entry.objects.order_by("-position")[:2][::-1]
    assert (asked.action, opened.action) == ("check_stored_bytes", "open_incident")
    assert asked.actor_id == opened.actor_id == actor.pk
    file = letter.files.get()
    assert (file.check_asked_at, file.check_asked_by) == (None, None)


def test_large_files_are_left_to_a_worker_that_takes_them_before_others(monkeypatch):
    sent: list[str] = []
    monkeypatch.setattr(integrity, "AT_ONCE", len(LETTER) - 1)
    monkeypatch.setattr("celery.current_app.send_task", sent.append)
    letter, actor = paper(), reviewer()
    assert not check_stored_bytes(actor=actor, item=letter)
    file = letter.files.get()
    assert (sent, file.check_asked_by, file.found) == (["evidence.check_files"], actor, "")


def test_where_the_store_is_away_the_check_stays_asked_for(settings, tmp_path: Path):
    letter = paper()
    settings.MEDIA_ROOT = tmp_path / "not mounted"
    with pytest.raises(StoreFailed):
        check_stored_bytes(actor=reviewer(), item=letter)
    assert letter.files.get().check_asked_at
    assert known(letter) == ("", False)


def test_an_item_without_a_document_has_nothing_to_check():
    letter = paper()
    EvidenceFile.objects.all().delete()
    actor = reviewer()
    with refused(integrity.NOTHING_HELD):
        check_stored_bytes(actor=actor, item=letter)


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may_ask(who):
    sds = service()
    letter = paper(sds)
    check_who_may(who, STAFF, sds, lambda actor: check_stored_bytes(actor=actor, item=letter))


def test_who_may_not_reads_nothing(monkeypatch):
    monkeypatch.setattr(integrity, "bytes_seen", lambda _: pytest.fail("it was read"))
    letter = paper()
    actor = code_body()
    before = everything()
    with pytest.raises(NotAllowed):
        check_stored_bytes(actor=actor, item=letter)
    assert everything() == before


def test_a_file_that_is_erased_while_it_is_read_is_left_alone(monkeypatch):
    letter = paper()
    store.save("packs/another/1", ContentFile(b"something"))
    withdraw_evidence(actor=reviewer(), item=letter)

    def erase_meanwhile(file: EvidenceFile) -> Seen:
        erase_file_bytes(actor=administrator(), file=file, why="Its time is over.")
        return bytes_seen(file)

    monkeypatch.setattr(integrity, "bytes_seen", erase_meanwhile)
    check_file(file=letter.files.get())
    assert (letter.files.get().found, Incident.objects.count()) == ("", 0)

"""The periodic task and the command: the longest unchecked first, in portions, and a store that is away."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assumptions.vocabulary import EvidenceKind
from evidence import rounds
from evidence.actions import check_file, check_stored_bytes, integrity
from evidence.models import EvidenceFile, EvidenceItem, Incident
from evidence.rehashing import Seen, bytes_seen
from evidence.rounds import check_round
from evidence.tasks import check_files
from qualtrack.scheduler import duties
from tests.evidence.damaged import altered, lost
from tests.parties.builders import days_ago, file_named, item, on, reviewer, service
from tests.parties.changes import everything

pytestmark = pytest.mark.django_db

SIZE = 100  # bytes


@pytest.fixture
def papers() -> list[EvidenceItem]:
    sds = service()
    content = b"%PDF-1.7\n".ljust(SIZE)
    return [item(sds, EvidenceKind.DBT_COMPLETION, file=file_named(content=content)) for _ in range(4)]


@pytest.fixture
def read(monkeypatch) -> list[EvidenceItem]:
    """The items whose files are read, in order."""
    order: list[EvidenceItem] = []

    def noting(file: EvidenceFile) -> Seen:
        order.append(file.item)
        return bytes_seen(file)

    monkeypatch.setattr(integrity, "bytes_seen", noting)
    return order


def checked(paper: EvidenceItem, number: int) -> None:
    with on(days_ago(number)):
        check_file(file=paper.files.get())


def test_the_longest_unchecked_come_first_and_those_of_late_not_at_all(papers, read, settings):
    settings.FILE_CHECKED_EVERY = timedelta(days=30)
    never, long_ago, longest_ago, of_late = papers
    for paper, number in ((long_ago, 40), (longest_ago, 90), (of_late, 29)):
        checked(paper, number)
    read.clear()
    assert check_round().checked == 3
    assert read == [never, longest_ago, long_ago]
    assert check_round().checked == 0


def test_what_somebody_asks_for_has_its_turn_before_all_others(papers, read, monkeypatch):
    monkeypatch.setattr(integrity, "AT_ONCE", SIZE - 1)
    checked(papers[2], 1)
    check_stored_bytes(actor=reviewer(), item=papers[2])
    read.clear()
    check_round()
    assert read[0] == papers[2]
    assert len(read) == 4
    assert not EvidenceFile.objects.filter(check_asked_at__isnull=False).exists()


def test_a_round_stops_after_so_many_bytes_and_the_next_goes_on_there(papers, read):
    assert check_round(most_bytes=SIZE + 1).size == 2 * SIZE
    assert check_round(most_bytes=SIZE + 1).checked == 2
    assert sorted(paper.pk for paper in read) == sorted(paper.pk for paper in papers)


@pytest.mark.usefixtures("papers")
def test_a_round_stops_after_so_long_a_time(monkeypatch):
    ticks = iter(range(100))
    monkeypatch.setattr("evidence.rounds.time.monotonic", lambda: next(ticks))
    assert check_round(longest=timedelta(seconds=3)).checked == 2


def test_many_files_are_taken_in_portions(papers, read, monkeypatch):
    monkeypatch.setattr(rounds, "PORTION", 3)
    assert check_round(everything=True).checked == 4
    assert len(read) == 4


def test_one_file_that_cannot_be_read_keeps_no_other_from_its_turn(papers, read, monkeypatch):
    bad = papers[0].files.get()

    def fails(file: EvidenceFile) -> Seen:
        read.append(file.item)
        if file.pk == bad.pk:
            raise OSError(5, "Input/output error")
        return bytes_seen(file)

    monkeypatch.setattr(integrity, "bytes_seen", fails)
    with on(days_ago(1)):
        done = check_round()
    assert (done.checked, done.failed, done.is_store_away) == (3, 1, False)
    EvidenceFile.objects.exclude(pk=bad.pk).update(checked_at=None, found="")
    read.clear()
    check_round()
    assert {paper.pk for paper in read} == {paper.pk for paper in papers}, "nobody waits for it"
    assert Incident.objects.count() == 0


@pytest.mark.usefixtures("papers")
def test_where_the_store_is_away_the_round_ends_soon_and_says_so(read, settings, tmp_path: Path, caplog):
    settings.MEDIA_ROOT = tmp_path / "not mounted"
    check_files()
    assert len(read) == rounds.AWAY
    assert "The store could not give" in caplog.text
    assert "The store holds no file at all" in caplog.text
    assert not Incident.objects.exists()
    with pytest.raises(CommandError, match="The store is away") as failed:
        call_command("check_files")
    assert failed.value.returncode == 2


def test_the_command_reads_all_and_names_what_differs(papers):
    told = StringIO()
    call_command("check_files", stdout=told)
    assert told.getvalue() == "4 checked, 0 not as handed in, 0 failed.\n"
    altered(papers[1])
    lost(papers[3])
    with pytest.raises(CommandError, match="4 checked, 2 not as handed in, 0 failed; incidents are open"):
        call_command("check_files", stdout=(told := StringIO()))
    lines = sorted(told.getvalue().splitlines())
    assert [line.split(", ")[0] for line in lines] == [papers[1].reference, papers[3].reference]
    assert lines[0].endswith(": other bytes than were handed in")
    assert str(papers[3].files.get().content.name) in lines[1]
    assert Incident.objects.filter(closed_at=None).count() == 2
    with pytest.raises(CommandError, match="2 not as handed in") as again:
        call_command("check_files", stdout=StringIO())
    assert again.value.returncode == 1


def test_the_command_takes_only_those_whose_turn_it_is_where_told(papers):
    checked(papers[0], 1)
    told = StringIO()
    call_command("check_files", "--due", stdout=told)
    assert told.getvalue().startswith("3 checked")


@pytest.mark.usefixtures("papers")
def test_a_round_changes_nothing_but_what_is_known_of_the_files():
    before = everything()
    check_files()
    after = everything()
    assert {name for name in before if before[name] != after[name]} == {"EvidenceFile"}


def test_the_scheduler_has_it_as_a_duty():
    assert "checking stored files" in [duty.what for duty in duties()]

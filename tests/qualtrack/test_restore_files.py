"""Stored files that are not as they were handed in come back from a backup, and no row changes."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import erase_file_bytes
from evidence.models import EvidenceItem, Incident
from evidence.stores import store
from tests.evidence.damaged import incident_on
from tests.parties.builders import administrator, item, service
from tests.parties.changes import everything, places_held

pytestmark = pytest.mark.django_db(transaction=True)

REJECTED = DecisionOutcome.REJECTED


def stored(letter: EvidenceItem) -> str:
    return str(letter.files.get().content.name)


@pytest.fixture
def backup(tmp_path: Path) -> tuple[Path, list[EvidenceItem]]:
    sds = service()
    letters = [item(sds, EvidenceKind.DBT_COMPLETION, decided=REJECTED) for _ in range(4)]
    call_command("back_up", str(tmp_path / "backup.tar"), stdout=StringIO())
    return tmp_path / "backup.tar", letters


def test_what_is_wrong_comes_back_what_is_right_stays_and_what_was_erased_is_gone(backup):
    archive, (altered, lost, right, erased) = backup
    incident = incident_on(altered)
    store.delete(stored(lost))
    gone = stored(erased)
    erase_file_bytes(actor=administrator(), file=erased.files.get(), why="Its time is over.")
    rows = {name: those for name, those in everything().items() if name != "files"}
    told = StringIO()

    call_command("restore", str(archive), "--files-only", stdout=told)

    put_back = [line for line in told.getvalue().splitlines() if line.startswith("Put back: ")]
    assert sorted(put_back) == sorted(f"Put back: {stored(each)}" for each in (altered, lost))
    assert gone not in places_held()
    assert {name: those for name, those in everything().items() if name != "files"} == rows
    call_command("check_files", stdout=StringIO())
    assert Incident.objects.get(pk=incident.pk).closed_at
    assert right.files.get().found == "as_handed_in"


def test_what_the_archive_has_not_is_named(backup):
    archive, (letter, *_) = backup
    newer = item(letter.uses.get().service, EvidenceKind.DBT_COMPLETION)
    store.delete(stored(newer))
    with pytest.raises(CommandError, match=stored(newer)):
        call_command("restore", str(archive), "--files-only", stdout=StringIO())

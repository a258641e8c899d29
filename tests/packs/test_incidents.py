"""A pack never carries a file that is not as it was handed in, nor one that was erased."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta

import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import check_file, erase_file_bytes, withdraw_evidence
from evidence.models import EvidenceFile, EvidenceItem, Incident
from evidence.stores import StoreFailed
from jobs.actions import restart_job
from jobs.models import JobState
from journal import clock
from packs.models import PackKind
from packs.report.register import register as register_of
from packs.stood import Stood
from parties.models import SmartDataService
from tests.evidence.damaged import altered, incident_on, replaced
from tests.packs.stocked import made, run
from tests.parties.builders import administrator, on, reviewer

pytestmark = pytest.mark.usefixtures("undrawn")

ACCESSION = b"%PDF-1.7\n% accession\n"
PUT_BACK = "Nothing is half made. Tell the programme's office, who can put the file back; then try again."


@pytest.fixture
def accession(sds: SmartDataService) -> EvidenceItem:
    return EvidenceItem.objects.get(kind=EvidenceKind.SEC_ACCESSION, uses__service=sds)


def test_a_known_incident_stops_the_pack_before_a_file_is_copied(sds, accession, monkeypatch):
    incident_on(accession)
    monkeypatch.setattr("packs.qad_zip._checked_chunks", lambda *_: pytest.fail("it was copied"))
    pack = made(sds, PackKind.QAD)
    assert pack.job.state == JobState.FAILED
    assert pack.job.error.startswith("The pack was not made: EV-0001's file in the store is not the one")
    assert pack.job.error.endswith(PUT_BACK)
    assert not pack.content


def test_the_file_put_back_lets_it_be_made_and_ends_the_incident(sds, accession):
    incident_on(accession)
    pack = made(sds, PackKind.QAD)
    replaced(accession.files.get(), ACCESSION)
    restart_job(job=pack.job, ended=[JobState.FAILED])
    assert run(pack).job.state == JobState.DONE
    assert Incident.objects.get().closed_at


def test_what_nobody_knew_is_found_by_the_pack_and_opens_an_incident(sds, accession):
    altered(accession)
    pack = made(sds, PackKind.QAD)
    assert pack.job.error.endswith(PUT_BACK)
    assert Incident.objects.get(closed_at__isnull=True).file == accession.files.get()


def test_a_readiness_pack_carries_no_file_and_is_made(sds, accession):
    incident_on(accession)
    assert made(sds, PackKind.READINESS).job.state == JobState.DONE


def test_a_file_that_is_not_carried_stops_nothing(sds):
    waiting = EvidenceFile.objects.filter(item__uses__service=sds, item__decisions__isnull=True).first()
    assert waiting
    check_file(file=altered(waiting.item))
    assert made(sds, PackKind.QAD).job.state == JobState.DONE


def test_a_store_that_is_away_at_the_second_look_leaves_the_pack_for_another_try(sds, accession, monkeypatch):
    incident_on(accession)

    def away(_: object) -> None:
        raise StoreFailed("away")

    monkeypatch.setattr("evidence.actions.integrity.bytes_seen", away)
    job = made(sds, PackKind.QAD).job
    assert (job.state, "the store could not give EV-0001's file" in job.error) == (JobState.QUEUED, True)


def test_a_pack_of_a_day_before_says_what_was_erased_since(sds, accession):
    today = clock.today()
    with on(today + timedelta(days=1)):
        withdraw_evidence(actor=reviewer(), item=accession)
        erase_file_bytes(actor=administrator(), file=accession.files.get(), why="Its time is over.")
    pack = made(sds, PackKind.QAD)
    assert not pack.job.error
    archive = zipfile.ZipFile(io.BytesIO(pack.content.read()))
    assert not [name for name in archive.namelist() if "EV-0001" in name]
    rows = csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig")))
    told = [(row["Path"], row["SHA-256"]) for row in rows if row["Item"] == "EV-0001"]
    erased = f"erased on {today + timedelta(days=1):%-d %B %Y}"
    assert told == [(erased, accession.files.get().sha256)] * 2, "it is filed under two sections"
    assert pack.snapshot
    register = next(each for each in register_of(Stood(pack.snapshot)) if each.id == "EV-0001")
    assert register.events[-1].endswith(f"was {erased}.")

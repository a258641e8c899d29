"""Packs are kept in a directory and in a bucket alike, and fail whole where the store fails in the middle."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import accept_evidence
from jobs.models import JobState, StepState
from journal.models import Entry
from packs.models import Pack, PackKind
from packs.readiness_pdf import RenderedPdf
from parties.models import SmartDataService
from tests.evidence.taken import taken
from tests.jobs.conftest import let_wait_end
from tests.packs.stocked import STUB, asked, made, run, stocked
from tests.parties.builders import days_ago, file_named, item, member, reviewer
from tests.parties.changes import places_held
from tests.readiness.pages import signed_in, words

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undrawn")]

PAPER = b"%PDF-1.7\n" + b"a long certificate\n" * 50_000
HALF = len(PAPER) // 2


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch) -> None:
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)


def with_a_long_paper() -> SmartDataService:
    sds = stocked()
    paper = item(
        sds, EvidenceKind.UEPT_CERTIFICATE, [sds.routes.get(kind="mdr")], file=file_named("long.pdf", PAPER)
    )
    accept_evidence(actor=reviewer(), item=paper)
    return sds


def download(pack: Pack) -> str:
    return reverse("packs:download_pack", args=[pack.pk])


def test_a_pack_is_made_kept_and_taken(in_any_store):
    sds = with_a_long_paper()
    pack = made(sds, PackKind.QAD)
    assert pack.job.state == JobState.DONE
    assert pack.content.name == f"packs/{pack.pk}/1"
    assert not [place for place in places_held() if place.startswith("incoming/")]

    got = taken(member(sds.provider), download(pack))
    assert (got.status, got.content_type) == (200, "application/zip")
    assert got.disposition == f'attachment; filename="qad-evidence-pack-brackenfell-{days_ago(0)}.zip"'
    assert (len(got.content), hashlib.sha256(got.content).hexdigest()) == (pack.size, pack.sha256)
    with zipfile.ZipFile(io.BytesIO(got.content)) as archive:
        assert PAPER in [archive.read(name) for name in archive.namelist()]
    noted = Entry.objects.filter(action="download_pack", subject_id=pack.pk, about_id=sds.provider_id)
    assert noted.count() == 1


def test_only_who_may_see_a_pack_gets_it(in_any_store):
    pack = made(stocked())
    collector = member(pack.service.routes.get(kind="supplier_roles").collector)
    assert taken(collector, download(pack)).status == 404


def test_a_store_that_fails_while_files_are_read_fails_the_pack_alone(wire):
    sds = with_a_long_paper()
    before = places_held()
    pack = asked(sds, PackKind.QAD)
    wire.cut(down=HALF)
    failed = run(pack)
    assert wire.cuts > 0
    wire.mend()

    assert failed.job.state == JobState.QUEUED
    assert failed.job.error.startswith("The pack was not made: the store could not give EV-")
    assert failed.job.error.endswith("'s file. Nothing is half made.")
    assert failed.job.steps.get(state=StepState.FAILED).name == "files"
    assert (failed.content.name, failed.snapshot, places_held()) == ("", None, before)
    let_wait_end(failed.job)
    assert run(pack).job.state == JobState.DONE


def test_a_store_that_fails_while_the_pack_is_written_fails_the_pack_alone(wire, monkeypatch):
    big = STUB + bytes(9_000_000)
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(big, 1))
    sds = stocked()
    before = places_held()
    pack = asked(sds)
    wire.cut(up=4_500_000)
    failed = run(pack)
    assert wire.cuts > 0
    wire.mend()

    assert failed.job.error.startswith("The pack was not made: the store could not take the file.")
    assert (failed.content.name, failed.snapshot, places_held()) == ("", None, before)
    let_wait_end(failed.job)
    assert run(pack).content.read() == big


def test_a_store_that_is_away_when_a_pack_is_taken_is_told_and_nothing_is_noted(wire):
    pack, client = made(stocked()), signed_in(reviewer())
    wire.cut(up=0)
    answer = client.get(download(pack))
    wire.mend()
    assert answer["Location"] == reverse("packs:pack", args=[pack.pk])
    assert f"The store could not give {pack.reference}. Try again in a few minutes." in words(
        client.get(answer["Location"]).content.decode()
    )
    assert not Entry.objects.filter(action="download_pack").exists()

"""The database or the store fails at each step of making a pack: it is made once in the end, and whole."""

from __future__ import annotations

import errno
import hashlib
import io
import random

import pytest
from celery import current_app
from django.db import connection

from evidence.stores.local import LocalStore
from jobs.models import Job, JobState
from jobs.sweeping import sweep_jobs
from journal.verification import verify
from packs.models import Pack, PackKind
from packs.readiness_pdf import RenderedPdf
from packs.tasks import make_pack
from tests.faults.faulty import at_commit, at_query, counted, seed
from tests.faults.state import sweep
from tests.jobs.conftest import let_lease_end, let_wait_end
from tests.packs.stocked import STUB, asked, stocked
from tests.parties.changes import files_held, places_held

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("undrawn")]

SOME = 12  # of the queries that only read, in each run


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch) -> None:
    monkeypatch.setattr(current_app, "send_task", lambda task, args: None)


@pytest.fixture
def undrawn(monkeypatch) -> None:
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))


def make(pack: Pack) -> None:
    """As a worker does; what the task raises is the worker's to log."""
    make_pack.apply(args=(str(pack.job_id),))


def check_made_once_in_the_end(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Pack.objects.select_related("job").get(pk=pack.pk)
    assert bool(found.content) == (found.job.state == JobState.DONE)
    assert bool(found.content) == (found.snapshot is not None)
    if found.job.state == JobState.RUNNING:
        let_lease_end(found.job)
        sweep_jobs()
    if Job.objects.get(pk=found.job_id).state != JobState.DONE:
        let_wait_end(found.job)
        make(found)
    found = Pack.objects.select_related("job").get(pk=pack.pk)
    assert found.job.state == JobState.DONE
    assert hashlib.sha256(found.content.read()).hexdigest() == found.sha256
    sweep(monkeypatch)
    mine = [place for place in places_held() if str(pack.pk) in place]
    assert mine == [found.content.name]


def test_a_database_that_goes_away(written: io.StringIO, monkeypatch):
    sds = stocked()
    first = asked(sds, PackKind.QAD)
    with counted(monkeypatch) as seen:
        make(first)
    check_made_once_in_the_end(first, monkeypatch)
    chosen = random.Random(seed())
    reads = sorted(set(range(len(seen.queries))) - set(seen.that_change))
    faults = [at_query(number) for number in seen.that_change + chosen.sample(reads, min(SOME, len(reads)))]
    both = (False, True) if connection.vendor == "postgresql" else (False,)
    faults += [at_commit(number, monkeypatch, after=each) for number in range(seen.commits) for each in both]
    for fault in faults:
        pack = asked(sds, PackKind.QAD)
        written.truncate(0)
        with fault:
            make(pack)
        assert f"job {pack.job_id}]" in written.getvalue()
        check_made_once_in_the_end(pack, monkeypatch)
    assert verify().whole.entries


@pytest.mark.parametrize("step", ["_save", "_open", "settle"])
def test_a_store_whose_disk_is_full(step: str, written: io.StringIO, monkeypatch):
    pack = asked(stocked(), PackKind.QAD)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as filled:
        filled.setattr(LocalStore, step, full)
        make(pack)
    assert f"job {pack.job_id}]" in written.getvalue()
    if step != "settle":
        job = Job.objects.get(pk=pack.job_id)
        assert job.state == JobState.QUEUED
        assert job.error
        assert not [name for name in files_held() if name.startswith("packs/")]
    check_made_once_in_the_end(pack, monkeypatch)

"""The background work of this room: making the pack that a job is for."""

from __future__ import annotations

import logging
import os
import socket
import tempfile
import threading
from uuid import UUID

from celery import shared_task
from django.core.files.base import File

from evidence.files import NotStored, stored
from evidence.stores import store
from jobs.actions import JobTaken, begin_step, claim_job, fail_job, note_step
from jobs.models import Job
from packs.actions import TASK, keep_pack
from packs.errors import PackNotMade
from packs.making import write_pack
from packs.models import Pack, PackKind
from packs.report.register import in_bytes

logger = logging.getLogger(__name__)


class JobProgress:
    """Progress that the page of the pack shows."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def begin(self, step: str) -> None:
        begin_step(job=self.job, name=step)

    def note(self, words: str) -> None:
        note_step(job=self.job, note=words)


@shared_task(name=TASK)
def make_pack(job_id: str) -> None:
    """Make the pack of a job, if it is due; a job that another worker has is left to it."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    job = claim_job(job_id=UUID(job_id), owner=owner)
    if job is None:
        return
    try:
        try:
            _make(Pack.objects.select_related("service").get(job=job), job)
        except PackNotMade as why:
            logger.warning("Job %s: %s", job.pk, why, exc_info=why.__cause__)
            fail_job(job=job, error=str(why))
    except JobTaken:
        logger.warning("Job %s was taken over by another run; this one stops.", job.pk)
    except Exception:
        logger.exception("Job %s failed", job.pk)
        ours = PackNotMade(f"something went wrong in the program; its log says more under job {job.pk}.")
        fail_job(job=job, error=str(ours))


def _make(pack: Pack, job: Job) -> None:
    _clear_away(pack, job)
    progress = JobProgress(job)
    with tempfile.TemporaryFile() as whole:
        snapshot = write_pack(
            service=pack.service, kind=PackKind(pack.kind), as_of=pack.as_of, to=whole, progress=progress
        )
        progress.begin("stored")
        try:
            with stored(File(whole, name=str(pack.pk)), _place(pack, job.attempts)) as file:
                progress.note(f"{in_bytes(file.size)}, SHA-256 {file.sha256[:8]} …")
                keep_pack(pack=pack, snapshot=snapshot, file=file, job=job)
        except NotStored as error:
            raise PackNotMade("the store could not take the file.") from error


def _place(pack: Pack, attempt: int) -> str:
    return f"packs/{pack.pk}/{attempt}"


def _clear_away(pack: Pack, job: Job) -> None:
    """Remove what earlier runs left in the store when they were killed while writing; sweeping would too."""
    for attempt in range(1, job.attempts):
        try:
            store.delete(_place(pack, attempt))
        except OSError as failure:
            logger.warning("Pack %s, run %d: %s", pack.pk, attempt, failure)

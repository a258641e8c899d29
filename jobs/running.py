"""The frame of every task that has a job: claim, heartbeat, and an end whatever happens.

    @shared_task(name="room.do_it")
    def do_it(job_id: str) -> None:
        run_job(job_id, _do_it)

The work says how far it is through its run, and calls ``finish_job`` in the transaction that keeps its
result. What it raises decides what becomes of the job: ``JobFailed`` ends it with a sentence, what may pass
is tried again later, and what nobody foresaw sets it aside for staff.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import Error, connection

from jobs.actions import (
    begin_step,
    claim_job,
    fail_job,
    finish_job,
    note_step,
    park_job,
    postpone_job,
    renew_lease,
)
from jobs.errors import JobFailed, JobTaken, may_pass
from jobs.models import Job, JobState

logger = logging.getLogger(__name__)


class Run:
    """One run of a job. Saying how far it is raises ``JobTaken`` once the job is not this run's any more."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def begin(self, step: str) -> None:
        begin_step(job=self.job, name=step)

    def note(self, words: str) -> None:
        note_step(job=self.job, note=words)


def run_job(job_id: str, work: Callable[[Run], None]) -> None:
    """Do the work of a job, if it is due; a job that another worker has is left to it."""
    _drop_lost_connection()
    owner = f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"
    job = claim_job(job_id=UUID(job_id), owner=owner)
    if job is None:
        return
    try:
        with _heartbeat(job):
            _do(work, job)
    except JobTaken:
        logger.warning("Job %s was cancelled or taken over by another run; this one stops.", job.pk)
    except Error as failure:
        logger.warning("Job %s is left until its lease ends: %s", job.pk, failure)
    finally:
        _drop_lost_connection()


def _do(work: Callable[[Run], None], job: Job) -> None:
    try:
        work(Run(job))
        if job.state == JobState.RUNNING:
            finish_job(job=job)
    except JobTaken:
        raise
    except Exception as failure:
        _drop_lost_connection()
        _end(job, failure)


def _drop_lost_connection() -> None:
    """Let the next query connect anew, where the database went away meanwhile."""
    if not connection.in_atomic_block:  # as in tests, whose transaction holds all
        connection.close_if_unusable_or_obsolete()


def _end(job: Job, failure: Exception) -> None:
    if isinstance(failure, JobFailed):
        logger.warning("Job %s: %s", job.pk, failure, exc_info=failure.__cause__)
        end = postpone_job if failure.may_pass else fail_job
        end(job=job, error=str(failure))
    elif may_pass(failure):
        logger.warning("Job %s will be tried again", job.pk, exc_info=failure)
        postpone_job(job=job, error="The database, the store or the disk failed.")
    else:
        logger.error("Job %s failed", job.pk, exc_info=failure)
        said = f"Something went wrong in the program; its log says more under job {job.pk}."
        park_job(job=job, error=said)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Renew the lease while the work runs, however long a step takes, for as long as this process lives."""
    stop = threading.Event()
    beating = threading.Thread(target=_beat, args=(job, stop), name=f"heartbeat {job.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        stop.set()
        beating.join()


def _beat(job: Job, stop: threading.Event) -> None:
    try:
        while not stop.wait(settings.JOB_LEASE.total_seconds() / 4):
            _renew(job)
    except JobTaken:
        return  # the run finds out at its next word
    finally:
        connection.close()


def _renew(job: Job) -> None:
    try:
        renew_lease(job=job)
    except Error as failure:
        logger.warning("Job %s: its lease was not renewed: %s", job.pk, failure)
        connection.close()

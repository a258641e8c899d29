"""Everything that changes a job: queue, claim, step, end, retry, resume.

A job's changes are not journalled: what was asked for is (the pack), and the row itself tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs.models import Job, JobState, Step, StepState

LEASE = timedelta(minutes=2)
A_MOMENT = timedelta(seconds=1)


class JobTaken(Exception):
    """The job is not this worker's any more: its lease ended and another run took it."""


def queue_job(*, task: str, steps: Mapping[str, str]) -> Job:
    """A new job for the Celery task of that name, with its steps (name to title); it is sent after commit."""
    job = Job.objects.create(task=task)
    Step.objects.bulk_create(
        Step(job=job, position=position, name=name, title=title)
        for position, (name, title) in enumerate(steps.items())
    )
    _send_after_commit(job)
    return job


def claim_job(*, job_id: UUID, owner: str) -> Job | None:
    """Take a job for one worker if it is due: queued, or left running by one whose lease ended; else None."""
    now = timezone.now()
    due = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(due, id=job_id).first()
        if job is None:
            return None
        job.state, job.owner, job.lease_until = JobState.RUNNING, owner, now + LEASE
        job.attempts += 1
        job.started_at, job.ended_at = now, None
        job.save()
        job.steps.update(state=StepState.TO_COME, note="", ended_at=None)
    return job


def begin_step(*, job: Job, name: str) -> None:
    """Say that this step runs now, and that those before it are done; the lease starts anew."""
    now = timezone.now()
    with transaction.atomic():
        _hold(job)
        job.steps.filter(state=StepState.RUNNING).update(state=StepState.DONE, ended_at=now)
        job.steps.filter(name=name).update(state=StepState.RUNNING)


def note_step(*, job: Job, note: str) -> None:
    """Put a few words of progress beside the step that runs now; the lease starts anew."""
    with transaction.atomic():
        _hold(job)
        job.steps.filter(state=StepState.RUNNING).update(note=note)


def finish_job(*, job: Job) -> None:
    """End a job with its result, in the transaction that keeps the result."""
    now = timezone.now()
    with transaction.atomic():
        _hold(job)
        job.steps.filter(state=StepState.RUNNING).update(state=StepState.DONE, ended_at=now)
        job.state, job.lease_until, job.ended_at = JobState.DONE, None, now
        job.save()


def fail_job(*, job: Job, error: str) -> None:
    """End a job without a result; ``error`` is a sentence for the person who asked for it."""
    now = timezone.now()
    with transaction.atomic():
        _hold(job)
        job.steps.filter(state=StepState.RUNNING).update(state=StepState.FAILED, ended_at=now)
        job.state, job.error, job.lease_until, job.ended_at = JobState.FAILED, error, None, now
        job.save()


def retry_job(*, job: Job) -> bool:
    """Queue a failed job again. False where it has not failed, so that two clicks make one run."""
    with transaction.atomic():
        failed = Job.objects.select_for_update().filter(id=job.id, state=JobState.FAILED).first()
        if failed is None:
            return False
        failed.state, failed.error, failed.queued_at = JobState.QUEUED, "", timezone.now()
        failed.save()
        failed.steps.update(state=StepState.TO_COME, note="", ended_at=None)
        _send_after_commit(failed)
    return True


def resume_jobs(*, also_leased: bool = False) -> int:
    """Send again what is queued, or was left running; how many. For the start of a worker.

    What a lease still protects is sent for the moment when it ends, since its worker may live.
    ``also_leased`` takes it up at once, for the embedded worker: it is the only one, so that worker is dead.
    """
    now = timezone.now()
    running = Q(state=JobState.RUNNING)
    left = running if also_leased else running & Q(lease_until__lt=now)
    with transaction.atomic():
        Job.objects.filter(left).update(state=JobState.QUEUED, owner="", lease_until=None)
        unfinished = list(Job.objects.filter(Q(state=JobState.QUEUED) | running))
        for job in unfinished:
            _send_after_commit(job, at=job.lease_until + A_MOMENT if job.lease_until else None)
    return len(unfinished)


def _hold(job: Job) -> None:
    """Start the lease anew, if this run still has the job; ``JobTaken`` if not. Each claim counts a run."""
    held = Job.objects.filter(id=job.id, state=JobState.RUNNING, attempts=job.attempts)
    if not held.update(lease_until=timezone.now() + LEASE):
        raise JobTaken(f"{job.task} {job.id}, run {job.attempts}")


def _send_after_commit(job: Job, *, at: datetime | None = None) -> None:
    # A broker that is away must not undo what was committed: the row stays queued and is sent again.
    transaction.on_commit(partial(_send, job.id, job.task, at), robust=True)


def _send(job_id: UUID, task: str, at: datetime | None) -> None:
    current_app.send_task(task, args=[str(job_id)], eta=at)
    Job.objects.filter(id=job_id).update(dispatched_at=timezone.now())

"""Everything that changes a job: queue, claim, step, end, retry, resume.

A job's changes are not journalled: what was asked for is (the pack), and the row itself tells the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs.models import Job, JobState, Step, StepState

LEASE = timedelta(minutes=2)


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
        Job.objects.filter(id=job.id, state=JobState.RUNNING).update(lease_until=now + LEASE)
        job.steps.filter(state=StepState.RUNNING).update(state=StepState.DONE, ended_at=now)
        job.steps.filter(name=name).update(state=StepState.RUNNING)


def note_step(*, job: Job, note: str) -> None:
    """Put a few words of progress beside the step that runs now; the lease starts anew."""
    with transaction.atomic():
        Job.objects.filter(id=job.id, state=JobState.RUNNING).update(lease_until=timezone.now() + LEASE)
        job.steps.filter(state=StepState.RUNNING).update(note=note)


def finish_job(*, job: Job) -> None:
    now = timezone.now()
    with transaction.atomic():
        job.steps.filter(state=StepState.RUNNING).update(state=StepState.DONE, ended_at=now)
        job.state, job.lease_until, job.ended_at = JobState.DONE, None, now
        job.save()


def fail_job(*, job: Job, error: str) -> None:
    """End a job without a result; ``error`` is a sentence for the person who asked for it."""
    now = timezone.now()
    with transaction.atomic():
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

    ``also_leased`` takes up what a lease still protects, for the embedded worker, which is the only one.
    """
    left = (
        Q(state=JobState.RUNNING)
        if also_leased
        else Q(state=JobState.RUNNING, lease_until__lt=timezone.now())
    )
    with transaction.atomic():
        Job.objects.filter(left).update(state=JobState.QUEUED, owner="", lease_until=None)
        queued = list(Job.objects.filter(state=JobState.QUEUED))
        for job in queued:
            _send_after_commit(job)
    return len(queued)


def _send_after_commit(job: Job) -> None:
    # A broker that is away must not undo what was committed: the row stays queued and is sent again.
    transaction.on_commit(partial(_send, job.id, job.task), robust=True)


def _send(job_id: UUID, task: str) -> None:
    current_app.send_task(task, args=[str(job_id)])
    Job.objects.filter(id=job_id).update(dispatched_at=timezone.now())

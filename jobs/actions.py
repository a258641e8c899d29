"""Everything that changes a job, but for the sweeping: queue, claim, step, end, cancel, restart.

A job's changes are not journalled here: what people ask for is, by the room that they ask it of, and the row
itself tells the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.errors import JobTaken
from jobs.models import UNDER_WAY, Job, JobState, Step, StepState

LONGEST_WAIT = timedelta(hours=1)
# What a job that is left is saved with; others may have dispatched it meanwhile.
LEFT = ["state", "error", "owner", "lease_until", "ended_at", "due_at", "queued_at", "tries"]


def queue_job(*, task: str, steps: Mapping[str, str], label: str = "") -> Job:
    """A new job for the Celery task of that name, with its steps (name to title); it is sent after commit."""
    now = timezone.now()
    job = Job.objects.create(task=task, label=label, queued_at=now, due_at=now)
    Step.objects.bulk_create(
        Step(job=job, position=position, name=name, title=title)
        for position, (name, title) in enumerate(steps.items())
    )
    _send_after_commit(job)
    return job


def claim_job(*, job_id: UUID, owner: str) -> Job | None:
    """Take a queued job that is due for one worker; None where there is nothing to take."""
    now = timezone.now()
    with transaction.atomic():
        queued = Job.objects.select_for_update().filter(state=JobState.QUEUED, due_at__lte=now)
        job = queued.filter(id=job_id).first()
        if job is None:
            return None
        job.state, job.owner, job.lease_until = JobState.RUNNING, owner, now + settings.JOB_LEASE
        job.runs, job.tries = job.runs + 1, job.tries + 1
        job.started_at, job.error = now, ""
        job.save()
        _reset_steps(job)
    return job


def renew_lease(*, job: Job) -> None:
    """Put the end of the lease off, if this run still has the job; ``JobTaken`` if not."""
    held = Job.objects.filter(id=job.id, state=JobState.RUNNING, runs=job.runs)
    if not held.update(lease_until=timezone.now() + settings.JOB_LEASE):
        raise JobTaken(f"{job.task} {job.id}, run {job.runs}")


def begin_step(*, job: Job, name: str) -> None:
    """Say that this step runs now, and that those before it are done; the lease starts anew."""
    with transaction.atomic():
        renew_lease(job=job)
        _end_step(job, StepState.DONE)
        job.steps.filter(name=name).update(state=StepState.RUNNING)


def note_step(*, job: Job, note: str) -> None:
    """Put a few words of progress beside the step that runs now; the lease starts anew."""
    with transaction.atomic():
        renew_lease(job=job)
        job.steps.filter(state=StepState.RUNNING).update(note=note)


def finish_job(*, job: Job) -> None:
    """End a job with its result, in the transaction that keeps the result."""
    with transaction.atomic():
        renew_lease(job=job)
        _end_step(job, StepState.DONE)
        _leave(job, JobState.DONE)


def fail_job(*, job: Job, error: str) -> None:
    """End a job without a result; ``error`` is a sentence for the person who asked for it."""
    _end_without_result(job, JobState.FAILED, error)


def park_job(*, job: Job, error: str) -> None:
    """Set a job aside until staff have seen why it fails."""
    _end_without_result(job, JobState.PARKED, error)


def postpone_job(*, job: Job, error: str) -> None:
    """Try a job again later, each time twice as late; set it aside once it was tried often enough."""
    if job.tries >= settings.JOB_TRIES:
        park_job(job=job, error=error)
        return
    with transaction.atomic():
        renew_lease(job=job)
        _end_step(job, StepState.FAILED)
        _leave(job, JobState.QUEUED, error, due_at=timezone.now() + back_off(job.tries))


def back_off(tries: int) -> timedelta:
    """How long to wait after so many tries."""
    wait: timedelta = settings.JOB_LEASE / 8 * 2 ** min(tries - 1, 20)
    return min(wait, LONGEST_WAIT)


def cancel_job(*, job: Job) -> bool:
    """End a job that nobody wants any more; a run of it finds out at its next word. False if it has ended."""
    with transaction.atomic():
        found = Job.objects.select_for_update().filter(id=job.id, state__in=[*UNDER_WAY, JobState.PARKED])
        wanted = found.first()
        if wanted is None:
            return False
        wanted.steps.filter(state=StepState.RUNNING).update(state=StepState.TO_COME)
        _leave(wanted, JobState.CANCELLED)
    return True


def restart_job(*, job: Job, ended: Collection[JobState]) -> bool:
    """Queue a job again that ended in one of these states. False if not, so that two clicks make one run."""
    now = timezone.now()
    with transaction.atomic():
        found = Job.objects.select_for_update().filter(id=job.id, state__in=ended).first()
        if found is None:
            return False
        found.queued_at, found.tries = now, 0
        _leave(found, JobState.QUEUED, due_at=now)
        _reset_steps(found)
        _send_after_commit(found)
    return True


def send_job(job: Job) -> None:
    """Ring the bell for a job."""
    current_app.send_task(job.task, args=[str(job.id)])
    Job.objects.filter(id=job.id).update(dispatched_at=timezone.now())


def _send_after_commit(job: Job) -> None:
    # A broker that is away must not undo what was committed: the row stays queued and is sent again.
    # A lambda, since Django's word on a hook that failed wants a name, which a partial has not.
    transaction.on_commit(lambda: send_job(job), robust=True)


def _end_without_result(job: Job, state: JobState, error: str) -> None:
    with transaction.atomic():
        renew_lease(job=job)
        _end_step(job, StepState.FAILED)
        _leave(job, state, error)


def _leave(job: Job, state: JobState, error: str = "", *, due_at: datetime | None = None) -> None:
    """Let a job be nobody's."""
    job.state, job.error, job.owner, job.lease_until = state, error, "", None
    job.ended_at = None if job.is_under_way else timezone.now()
    job.due_at = due_at or job.due_at
    job.save(update_fields=LEFT)


def _end_step(job: Job, state: StepState) -> None:
    job.steps.filter(state=StepState.RUNNING).update(state=state, ended_at=timezone.now())


def _reset_steps(job: Job) -> None:
    job.steps.update(state=StepState.TO_COME, note="", ended_at=None)

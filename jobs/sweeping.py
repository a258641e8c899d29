"""Sending what is due, whatever became of the broker and of workers: for the scheduler."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from jobs.actions import send_job
from jobs.models import Job, JobState, StepState

logger = logging.getLogger(__name__)
AT_ONCE = 100  # jobs: a backlog is not sent whole again and again


def sweep_jobs() -> int:
    """Take back what dead workers held, and send what is due; how many were sent.

    What was sent is sent again only when as long as a lease has gone by, since it may just wait its turn.
    """
    now = timezone.now()
    for job in Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)[:AT_ONCE]:
        _take_back(job, died_before=now)
    not_sent = Q(dispatched_at=None) | Q(dispatched_at__lt=F("due_at"))
    lost = Q(dispatched_at__lt=now - settings.JOB_LEASE)
    due = Job.objects.filter(not_sent | lost, state=JobState.QUEUED, due_at__lte=now)
    jobs = list(due.order_by("due_at")[:AT_ONCE])
    for job in jobs:
        send_job(job)
    return len(jobs)


def release_jobs() -> None:
    """Take back what is held or was sent: for the start of the only worker, whose broker is its memory."""
    for job in Job.objects.filter(state=JobState.RUNNING):
        _take_back(job, died_before=None)
    Job.objects.filter(state=JobState.QUEUED).update(dispatched_at=None)


def _take_back(job: Job, *, died_before: datetime | None) -> None:
    """Queue a job whose worker died, or set it aside if it was often enough with that job."""
    with transaction.atomic():
        held = Job.objects.select_for_update().filter(id=job.id, state=JobState.RUNNING, runs=job.runs)
        left = held.filter(lease_until__lt=died_before).first() if died_before else held.first()
        if left is None:  # it lives, or ended just now
            return
        step = left.steps.filter(state=StepState.RUNNING).first()
        where = f"in the step “{step.title}”" if step else "before its first step"
        logger.warning("Job %s: its worker %s stopped %s, try %d", left.id, left.owner, where, left.tries)
        is_poison = left.tries >= settings.JOB_TRIES
        left.error = f"Its worker stopped {where}."
        if is_poison and left.tries > 1:
            left.error = f"Its worker stopped {where}. That was try {left.tries}."
        left.state = JobState.PARKED if is_poison else JobState.QUEUED
        left.ended_at = timezone.now() if is_poison else None
        left.owner, left.lease_until, left.dispatched_at = "", None, None
        left.save()
        left.steps.filter(state=StepState.RUNNING).update(state=StepState.FAILED, ended_at=timezone.now())

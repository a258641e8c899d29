"""What the tests of jobs share."""

from __future__ import annotations

from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from jobs.actions import claim_job, queue_job
from jobs.models import Job

STEPS = {"first": "First", "second": "Second"}


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """The ids of the jobs that were sent to the broker."""
    seen: list[str] = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: seen.append(args[0]))
    return seen


@pytest.fixture
def job(db, sent, django_capture_on_commit_callbacks) -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        made = queue_job(task="rooms.work", steps=STEPS, label="Some work")
    sent.clear()
    return made


def claimed(job: Job, owner: str = "a worker") -> Job:
    taken = claim_job(job_id=job.pk, owner=owner)
    assert taken
    return taken


def let_lease_end(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def let_wait_end(job: Job) -> None:
    """As if it were the moment at which the job is due again."""
    job.refresh_from_db()
    sooner = job.due_at - timezone.now() + timedelta(seconds=1)
    moments = {"due_at": job.due_at - sooner}
    if job.dispatched_at:
        moments["dispatched_at"] = job.dispatched_at - sooner
    Job.objects.filter(pk=job.pk).update(**moments)

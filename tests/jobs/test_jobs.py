"""Jobs: one run at a time has one, what is left is taken up, and a run that lost its job can end nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from jobs import actions
from jobs.actions import (
    JobTaken,
    begin_step,
    claim_job,
    fail_job,
    finish_job,
    note_step,
    queue_job,
    resume_jobs,
    retry_job,
)
from jobs.models import Job, JobState, StepState

STEPS = {"first": "First", "second": "Second"}


@pytest.fixture
def sent(monkeypatch) -> list[dict[str, Any]]:
    """What was sent to the broker."""
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(
        current_app,
        "send_task",
        lambda task, args, eta: seen.append({"task": task, "id": args[0], "eta": eta}),
    )
    return seen


@pytest.fixture
def job(db, sent, django_capture_on_commit_callbacks) -> Job:
    with django_capture_on_commit_callbacks(execute=True):
        return queue_job(task="rooms.work", steps=STEPS)


def claimed(job: Job, owner: str = "a worker") -> Job:
    taken = claim_job(job_id=job.pk, owner=owner)
    assert taken
    return taken


def let_lease_end(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_is_sent_only_after_commit(db, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        made = queue_job(task="rooms.work", steps=STEPS)
        assert sent == []
    for send in waiting:
        send()
    assert sent == [{"task": "rooms.work", "id": str(made.pk), "eta": None}]
    made.refresh_from_db()
    assert made.dispatched_at


def test_a_broker_that_is_away_leaves_the_job_queued(db, monkeypatch, django_capture_on_commit_callbacks):
    def away(*_: Any, **__: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks() as waiting:
        made = queue_job(task="rooms.work", steps=STEPS)
    with pytest.raises(ConnectionError):  # Django logs it: the callback is marked robust
        waiting[0]()
    made.refresh_from_db()
    assert (made.state, made.dispatched_at) == (JobState.QUEUED, None)


def test_is_claimed_once(job):
    assert claimed(job).attempts == 1
    assert claim_job(job_id=job.pk, owner="another") is None


def test_can_be_claimed_again_when_its_lease_has_ended(job):
    claimed(job)
    let_lease_end(job)
    assert claimed(job, "another").attempts == 2


def test_steps_are_done_in_turn_and_each_starts_the_lease_anew(job):
    taken = claimed(job)
    let_lease_end(job)
    begin_step(job=taken, name="first")
    note_step(job=taken, note="half way")
    begin_step(job=taken, name="second")

    first, second = job.steps.all()
    assert (first.state, first.note) == (StepState.DONE, "half way")
    assert first.ended_at
    assert (second.state, second.ended_at) == (StepState.RUNNING, None)
    job.refresh_from_db()
    assert job.lease_until
    assert job.lease_until > timezone.now()


@pytest.mark.parametrize(
    "act",
    [
        lambda job: begin_step(job=job, name="first"),
        lambda job: note_step(job=job, note="late"),
        lambda job: finish_job(job=job),
        lambda job: fail_job(job=job, error="Late."),
    ],
    ids=["begin", "note", "finish", "fail"],
)
def test_a_run_that_lost_its_job_changes_nothing(job, act):
    lost = claimed(job)
    let_lease_end(job)
    holder = claimed(job, "another")
    with pytest.raises(JobTaken):
        act(lost)
    job.refresh_from_db()
    assert (job.state, job.owner, job.error) == (JobState.RUNNING, "another", "")
    finish_job(job=holder)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_failed_job_says_why_and_at_which_step(job):
    taken = claimed(job)
    begin_step(job=taken, name="first")
    fail_job(job=taken, error="The store is full.")
    job.refresh_from_db()
    assert (job.state, job.error, job.lease_until) == (JobState.FAILED, "The store is full.", None)
    assert [step.state for step in job.steps.all()] == [StepState.FAILED, StepState.TO_COME]


def test_is_retried_once_and_from_the_start(job, sent, django_capture_on_commit_callbacks):
    assert not retry_job(job=job)
    taken = claimed(job)
    begin_step(job=taken, name="first")
    fail_job(job=taken, error="The store is full.")
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert retry_job(job=job)
        assert not retry_job(job=job)
    assert [one["id"] for one in sent] == [str(job.pk)]
    assert {step.state for step in job.steps.all()} == {StepState.TO_COME}
    assert claimed(job).attempts == 2


def test_what_is_queued_or_left_is_sent_at_the_start_of_a_worker(
    job, sent, django_capture_on_commit_callbacks
):
    left, done = queue_job(task="rooms.work", steps=STEPS), queue_job(task="rooms.work", steps=STEPS)
    claimed(left)
    let_lease_end(left)
    finish_job(job=claimed(done))
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_jobs() == 2
    assert {(one["id"], one["eta"]) for one in sent} == {(str(job.pk), None), (str(left.pk), None)}
    assert claimed(left).attempts == 2


def test_what_a_lease_protects_is_sent_for_when_it_ends(job, sent, django_capture_on_commit_callbacks):
    taken = claimed(job)
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        resume_jobs()
    assert taken.lease_until
    assert [one["eta"] for one in sent] == [taken.lease_until + actions.A_MOMENT]
    assert claim_job(job_id=job.pk, owner="another") is None


def test_the_only_worker_takes_up_at_once_what_a_lease_protects(
    job, sent, django_capture_on_commit_callbacks
):
    claimed(job)
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert resume_jobs(also_leased=True) == 1
    assert [one["eta"] for one in sent] == [None]
    assert claimed(job, "the one after").attempts == 2

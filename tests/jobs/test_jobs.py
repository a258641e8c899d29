"""Jobs: one run at a time has one, a run that lost its job can end nothing, and each ends once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from jobs.actions import (
    back_off,
    begin_step,
    cancel_job,
    claim_job,
    fail_job,
    finish_job,
    note_step,
    park_job,
    postpone_job,
    queue_job,
    renew_lease,
    restart_job,
)
from jobs.errors import JobTaken
from jobs.models import Job, JobState, StepState
from jobs.sweeping import sweep_jobs
from tests.jobs.conftest import STEPS, claimed, let_lease_end, let_wait_end


def test_is_sent_only_after_commit(db, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        made = queue_job(task="rooms.work", steps=STEPS)
        assert sent == []
    for send in waiting:
        send()
    assert sent == [str(made.pk)]
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
    assert claimed(job).runs == 1
    assert claim_job(job_id=job.pk, owner="another") is None


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
        lambda job: renew_lease(job=job),
        lambda job: begin_step(job=job, name="first"),
        lambda job: note_step(job=job, note="late"),
        lambda job: finish_job(job=job),
        lambda job: fail_job(job=job, error="Late."),
        lambda job: postpone_job(job=job, error="Late."),
        lambda job: park_job(job=job, error="Late."),
    ],
    ids=["renew", "begin", "note", "finish", "fail", "postpone", "park"],
)
@pytest.mark.parametrize("lost_by", ["its lease", "cancelling"])
def test_a_run_that_lost_its_job_changes_nothing(job, act, lost_by):
    lost = claimed(job)
    if lost_by == "cancelling":
        assert cancel_job(job=job)
        expected = (JobState.CANCELLED, "", "")
    else:
        let_lease_end(job)
        sweep_jobs()
        claimed(job, "another")
        expected = (JobState.RUNNING, "another", "")
    with pytest.raises(JobTaken):
        act(lost)
    job.refresh_from_db()
    assert (job.state, job.owner, job.error) == expected
    assert not job.steps.exclude(state=StepState.TO_COME)


def test_a_job_ends_once(job):
    taken = claimed(job)
    finish_job(job=taken)
    with pytest.raises(JobTaken):
        finish_job(job=taken)
    with pytest.raises(JobTaken):
        fail_job(job=taken, error="Late.")
    job.refresh_from_db()
    assert (job.state, job.error, job.owner, job.lease_until) == (JobState.DONE, "", "", None)


def test_a_failed_job_says_why_and_at_which_step(job):
    taken = claimed(job)
    begin_step(job=taken, name="first")
    fail_job(job=taken, error="The store is full.")
    job.refresh_from_db()
    assert (job.state, job.error, job.lease_until) == (JobState.FAILED, "The store is full.", None)
    assert [step.state for step in job.steps.all()] == [StepState.FAILED, StepState.TO_COME]


def test_a_failed_job_is_restarted_once_and_from_the_start(job, sent, django_capture_on_commit_callbacks):
    ended = [JobState.FAILED, JobState.CANCELLED]
    assert not restart_job(job=job, ended=ended)
    taken = claimed(job)
    begin_step(job=taken, name="first")
    fail_job(job=taken, error="The store is full.")
    assert not restart_job(job=job, ended=[JobState.PARKED])
    with django_capture_on_commit_callbacks(execute=True):
        assert restart_job(job=job, ended=ended)
        assert not restart_job(job=job, ended=ended)
    assert sent == [str(job.pk)]
    assert {step.state for step in job.steps.all()} == {StepState.TO_COME}
    again = claimed(job)
    assert (again.runs, again.tries, again.error) == (2, 1, "")


def test_what_may_pass_is_tried_again_later_and_then_set_aside(job, sent, settings):
    settings.JOB_TRIES = 3
    waits = []
    for _ in range(2):
        taken = claimed(job)
        begin_step(job=taken, name="first")
        before = timezone.now()
        postpone_job(job=taken, error="The store is away.")
        job.refresh_from_db()
        waits.append(round((job.due_at - before) / settings.JOB_LEASE, 2))
        assert (job.state, job.error, job.lease_until) == (JobState.QUEUED, "The store is away.", None)
        assert claim_job(job_id=job.pk, owner="too early") is None
        assert sweep_jobs() == 0
        let_wait_end(job)
        assert sweep_jobs() == 1
    assert waits == [0.13, 0.25]
    postpone_job(job=claimed(job), error="The store is away.")
    job.refresh_from_db()
    assert (job.state, job.tries, job.error) == (JobState.PARKED, 3, "The store is away.")
    let_wait_end(job)
    assert sweep_jobs() == 0
    assert sent == [str(job.pk)] * 2


def test_the_wait_grows_and_has_an_end(settings):
    settings.JOB_LEASE = timedelta(seconds=120)
    assert [back_off(tries).total_seconds() for tries in (1, 2, 3, 4, 500)] == [15, 30, 60, 120, 3600]


def test_what_is_queued_running_or_parked_can_be_cancelled_and_what_has_ended_not(job):
    taken = claimed(job)
    begin_step(job=taken, name="first")
    park_job(job=taken, error="Something.")
    assert cancel_job(job=job)
    assert not cancel_job(job=job)
    assert claim_job(job_id=job.pk, owner="another") is None
    finished = queue_job(task="rooms.work", steps=STEPS)
    finish_job(job=claimed(finished))
    assert not cancel_job(job=finished)
    assert Job.objects.filter(state=JobState.DONE).get() == finished

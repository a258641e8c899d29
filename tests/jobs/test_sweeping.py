"""The sweeper: what is due is sent, once; what a dead worker held is taken back; what lives is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import sweeping
from jobs.actions import begin_step, finish_job, queue_job
from jobs.models import Job, JobState, StepState
from jobs.sweeping import release_jobs, sweep_jobs
from tests.jobs.conftest import STEPS, claimed, let_lease_end


def queued(number: int) -> list[Job]:
    return [queue_job(task="rooms.work", steps=STEPS) for _ in range(number)]


def test_what_was_never_sent_is_sent_once(db, sent):
    (job,) = queued(1)
    assert [sweep_jobs(), sweep_jobs(), sweep_jobs()] == [1, 0, 0]
    assert sent == [str(job.pk)]


def test_what_the_broker_lost_is_sent_again_after_a_while(job, sent, settings):
    assert sweep_jobs() == 0
    long_ago = timezone.now() - settings.JOB_LEASE - timedelta(seconds=1)
    Job.objects.update(dispatched_at=long_ago, due_at=long_ago, queued_at=long_ago)
    assert [sweep_jobs(), sweep_jobs()] == [1, 0]
    assert sent == [str(job.pk)]


def test_a_backlog_is_sent_bit_by_bit_oldest_first(db, sent, monkeypatch):
    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    first, second, third = queued(3)
    assert [sweep_jobs(), sweep_jobs(), sweep_jobs()] == [2, 1, 0]
    assert sent == [str(first.pk), str(second.pk), str(third.pk)]


def test_what_a_lease_protects_is_left_alone(job, sent):
    claimed(job)
    assert sweep_jobs() == 0
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_what_a_dead_worker_held_is_taken_back_and_sent(job, sent):
    begin_step(job=claimed(job), name="first")
    let_lease_end(job)
    assert sweep_jobs() == 1
    job.refresh_from_db()
    assert (job.state, job.owner, job.error) == (
        JobState.QUEUED,
        "",
        "Its worker stopped in the step “First”.",
    )
    again = claimed(job, "another")
    assert (again.runs, again.tries, again.error) == (2, 2, "")
    assert {step.state for step in job.steps.all()} == {StepState.TO_COME}


def test_what_ends_its_worker_time_and_again_is_set_aside_with_its_reason(job, sent, settings):
    settings.JOB_TRIES = 2
    for _ in range(2):
        begin_step(job=claimed(job), name="second")
        let_lease_end(job)
        sweep_jobs()
    job.refresh_from_db()
    assert (job.state, job.error) == (
        JobState.PARKED,
        "Its worker stopped in the step “Second”. That was try 2.",
    )
    assert job.ended_at
    assert sent == [str(job.pk)]
    assert sweep_jobs() == 0


def test_the_only_worker_takes_up_all_at_its_start_whatever_was_held_or_sent(job, sent):
    held, (done,) = job, queued(1)
    finish_job(job=claimed(done))
    (waiting,) = queued(1)
    sweep_jobs()
    claimed(held)
    sent.clear()
    release_jobs()
    assert sweep_jobs() == 2
    assert set(sent) == {str(held.pk), str(waiting.pk)}


@pytest.mark.parametrize("ended_by", ["the worker", "another sweeper"])
def test_what_moves_on_while_it_is_swept_is_not_touched(job, sent, monkeypatch, ended_by):
    taken = claimed(job)
    let_lease_end(job)
    seen = Job.objects.get(pk=job.pk)
    if ended_by == "the worker":
        finish_job(job=taken)
    else:
        sweep_jobs()
        claimed(job, "another")
    sweeping._take_back(seen, died_before=timezone.now())
    job.refresh_from_db()
    assert job.state == (JobState.DONE if ended_by == "the worker" else JobState.RUNNING)

"""The frame of a task: what the work raises decides what becomes of its job; a lease lasts as it does."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils import timezone

from jobs.actions import cancel_job, queue_job
from jobs.errors import JobFailed
from jobs.models import Job, JobState, StepState
from jobs.running import Run, run_job
from jobs.sweeping import sweep_jobs
from tests.jobs.conftest import STEPS, let_lease_end
from tests.services.holding import until

BY_US = "Something went wrong in the program; its log says more under job {id}."


def raising(failure: Exception):
    def work(run: Run) -> None:
        run.begin("first")
        raise failure

    return work


def test_a_second_kind_of_work_costs_its_own_function_alone(job):
    def work(run: Run) -> None:
        run.begin("first")
        run.note("half way")
        run.begin("second")

    run_job(str(job.pk), work)
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.DONE, 1)
    assert [(step.state, step.note) for step in job.steps.all()] == [
        (StepState.DONE, "half way"),
        (StepState.DONE, ""),
    ]


def test_a_bell_that_rings_twice_makes_one_run(job):
    runs: list[Run] = []
    for _ in range(2):
        run_job(str(job.pk), runs.append)
    assert len(runs) == 1


@pytest.mark.parametrize(
    ("failure", "state", "said"),
    [
        (JobFailed("The paper is gone."), JobState.FAILED, "The paper is gone."),
        (JobFailed("The store is away.", may_pass=True), JobState.QUEUED, "The store is away."),
        (OSError(28, "secret"), JobState.QUEUED, "The database, the store or the disk failed."),
        (OperationalError("secret"), JobState.QUEUED, "The database, the store or the disk failed."),
        (DatabaseError("secret"), JobState.QUEUED, "The database, the store or the disk failed."),
        (IntegrityError("secret"), JobState.PARKED, BY_US),
        (
            ZeroDivisionError("secret"),
            JobState.PARKED,
            BY_US,
        ),
    ],
    ids=["will not pass", "may pass", "disk", "database", "server died", "constraint", "unforeseen"],
)
def test_what_the_work_raises_decides(job, failure, state, said, caplog):
    with caplog.at_level(logging.WARNING, logger="jobs.running"):
        run_job(str(job.pk), raising(failure))
    job.refresh_from_db()
    assert (job.state, job.error, job.owner) == (state, said.format(id=job.pk), "")
    assert job.steps.get(state=StepState.FAILED).name == "first"
    assert str(job.pk) in caplog.text


def test_a_cancelled_run_stops_at_its_next_word(job):
    said = []

    def work(run: Run) -> None:
        run.begin("first")
        cancel_job(job=job)
        said.append("before")
        run.note("after")
        said.append("after")

    run_job(str(job.pk), work)
    job.refresh_from_db()
    assert (job.state, said) == (JobState.CANCELLED, ["before"])


@pytest.mark.django_db(transaction=True)
def test_a_step_that_takes_longer_than_a_lease_keeps_its_job(sent, settings):
    settings.JOB_LEASE = timedelta(seconds=0.4)
    job = queue_job(task="rooms.work", steps=STEPS)
    sweeps: list[int] = []

    def work(run: Run) -> None:
        run.begin("first")
        end = timezone.now() + 3 * settings.JOB_LEASE

        def is_past() -> bool:
            sweeps.append(sweep_jobs())
            return bool(timezone.now() > end)

        until(is_past, "three leases have gone by")

    run_job(str(job.pk), work)
    job.refresh_from_db()
    assert (job.state, job.runs) == (JobState.DONE, 1)
    assert len(sweeps) > 3
    assert not any(sweeps)


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_ends_with_the_run(sent, settings):
    settings.JOB_LEASE = timedelta(seconds=0.2)
    job = queue_job(task="rooms.work", steps=STEPS)
    names: list[str] = []

    def work(run: Run) -> None:
        names.extend(thread.name for thread in threading.enumerate())
        raise JobFailed("No.")

    run_job(str(job.pk), work)
    assert f"heartbeat {job.pk}" in names
    assert f"heartbeat {job.pk}" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.django_db(transaction=True)
def test_a_lost_database_leaves_the_job_to_its_lease(sent, monkeypatch):
    job = queue_job(task="rooms.work", steps=STEPS)

    def gone(**_: object) -> None:
        raise OperationalError("the database is not there")

    monkeypatch.setattr("jobs.running.postpone_job", gone)
    run_job(str(job.pk), raising(OSError()))
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    let_lease_end(job)
    sweep_jobs()
    assert Job.objects.get().state == JobState.QUEUED

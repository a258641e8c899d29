"""What is being done: a row for each piece of background work, the truth about it; the broker is a bell."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class JobState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    PARKED = "parked", "Set aside"
    CANCELLED = "cancelled", "Cancelled"


UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


class StepState(models.TextChoices):
    TO_COME = "to_come", "To come"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """One piece of work for a Celery task that takes the job's id alone; ``label`` says what it is for.

    ``owner`` is the worker that holds it, and ``lease_until`` the moment until which nobody else may take it;
    that worker puts it off for as long as it lives. ``runs`` counts them all, and so tells one from another;
    ``tries`` counts since somebody last asked. Nothing runs before ``due_at``. ``error`` says why the last
    try came to nothing. Parked is what failed time and again: only staff start it once more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=100)
    label = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    owner = models.CharField(max_length=100, blank=True)
    lease_until = models.DateTimeField(null=True)
    runs = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    dispatched_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["queued_at", "id"]
        indexes = [
            models.Index(
                fields=["state", "due_at"],
                condition=models.Q(state__in=UNDER_WAY),
                name="jobs_under_way",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~models.Q(state=JobState.RUNNING) & models.Q(lease_until__isnull=True)),
                name="jobs_a_lease_while_running",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[JobState.FAILED, JobState.PARKED], error="")
                & ~(models.Q(state=JobState.DONE) & ~models.Q(error="")),
                name="jobs_failed_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=UNDER_WAY, ended_at__isnull=True)
                | (~models.Q(state__in=UNDER_WAY) & models.Q(ended_at__isnull=False)),
                name="jobs_ended_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.task

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


class Step(models.Model):
    """A named part of a job, in the order in which it is done."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.TO_COME)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["job", "position"]
        constraints = [
            models.UniqueConstraint(fields=["job", "position"], name="jobs_step_position_once"),
            models.UniqueConstraint(fields=["job", "name"], name="jobs_step_name_once"),
        ]

    def __str__(self) -> str:
        return self.title

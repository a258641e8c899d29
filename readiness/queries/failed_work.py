"""Background work that did not go through: set aside for staff, or failed lately for whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from jobs.models import Job, JobState
from parties.working_days import add_working_days

LATELY = 5  # working days


@dataclass(frozen=True, slots=True)
class FailedWork:
    parked: list[Job]
    failed: list[Job]

    @property
    def all(self) -> list[Job]:
        return [*self.parked, *self.failed]


def failed_work(day: date) -> FailedWork:
    """Oldest first; what failed long before ``day`` is told among what ended."""
    lately = Q(state=JobState.FAILED, ended_at__date__gte=add_working_days(day, -LATELY))
    found = list(Job.objects.filter(Q(state=JobState.PARKED) | lately).order_by("ended_at"))
    return FailedWork(
        parked=[job for job in found if job.state == JobState.PARKED],
        failed=[job for job in found if job.state == JobState.FAILED],
    )

"""What every worker does beside its tasks. Celery loads this in workers only, once the apps are there."""

from typing import Any

from celery import signals
from django.conf import settings

from jobs.actions import resume_jobs


@signals.worker_ready.connect
def take_up_unfinished_work(**_: Any) -> None:
    resume_jobs(also_leased=settings.EMBEDS_WORKER)

"""What every worker does beside its tasks. Celery loads this in workers only, once the apps are there."""

from typing import Any

from celery import signals
from django.conf import settings

from jobs.actions import resume_jobs
from qualtrack import log


@signals.worker_ready.connect
def take_up_unfinished_work(**_: Any) -> None:
    resume_jobs(also_leased=settings.EMBEDS_WORKER)


@signals.task_prerun.connect
def name_the_job(args: Any = (), **_: Any) -> None:
    """A task of ours takes the id of its job and nothing else."""
    log.job_id.set(str(args[0]) if args else "")


@signals.task_postrun.connect
def forget_the_job(**_: Any) -> None:
    log.job_id.set("")

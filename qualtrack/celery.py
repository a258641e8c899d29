"""The Celery application: finds each room's tasks, and takes up unfinished work when a worker starts."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")

app = Celery("qualtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def take_up_unfinished_work(**_: Any) -> None:
    from jobs.actions import resume_jobs

    resume_jobs()

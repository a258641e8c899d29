"""The Celery application: finds each room's tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")

app = Celery("qualtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

"""The Django project: it knows all rooms and decides nothing."""

from qualtrack.celery import app as celery_app

__all__ = ["celery_app"]

"""Whether the program lives and whether it is ready to work, for machines that look after it.

Both are answered before anything that needs a host name, HTTPS, a session or the database, since whoever asks
has none of them, and a program that can't work must still say why. Reasons are fixed sentences: what exactly
failed is in the log, not in an answer that anybody may get.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from redis import Redis

from jobs.models import Job, JobState
from qualtrack.middleware import Answer

logger = logging.getLogger(__name__)

LIVE, READY = "/health/live/", "/health/ready/"
LONGEST_WAIT = timedelta(minutes=15)
LEAST_FREE = 100 * 1024 * 1024  # bytes: two of the largest files
BROKER_PATIENCE = 2  # seconds


class NotReady(Exception):
    """Why the program can't do all of its work; a sentence for whoever runs it."""


def health(get_response: Answer) -> Answer:
    def answer(request: HttpRequest) -> HttpResponseBase:
        path = f"{request.path_info.rstrip('/')}/"
        if path not in (LIVE, READY) or request.method not in ("GET", "HEAD"):
            return get_response(request)
        found = {} if path == LIVE else reasons()
        said = {"status": "not ready", "reasons": found} if found else {"status": path.split("/")[2]}
        return JsonResponse(said, status=503 if found else 200)

    return answer


def reasons() -> dict[str, str]:
    """Why the program is not ready, by the name of what is wrong; empty where it is."""
    found = _failures({"storage": storage_takes_files, "broker": broker_answers})
    if database := _failures({"database": database_answers}):
        return database | found
    if migrations := _failures({"migrations": migrations_are_applied}):
        return migrations | found
    return _failures({"queue": nothing_waits_long}) | found


def _failures(checks: dict[str, Callable[[], None]]) -> dict[str, str]:
    found = {}
    for name, check in checks.items():
        try:
            check()
        except NotReady as why:
            found[name] = str(why)
        except Exception:
            logger.warning("The check of the %s failed", name, exc_info=True)
            found[name] = "It does not answer."
    return found


def database_answers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations_are_applied() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("The database is older than the program.")


def storage_takes_files() -> None:
    store = storages["default"]
    if not isinstance(store, FileSystemStorage):
        store.exists("health")  # asks the store, with our keys
        return
    Path(store.location).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=store.location) as file:
        file.write(b"written")
        file.flush()
    if shutil.disk_usage(store.location).free < LEAST_FREE:
        raise NotReady("Less than 100 MB is free.")


def broker_answers() -> None:
    if settings.EMBEDS_WORKER:
        return
    with Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=BROKER_PATIENCE, socket_connect_timeout=BROKER_PATIENCE
    ) as broker:
        broker.ping()


def nothing_waits_long() -> None:
    first = Job.objects.filter(state=JobState.QUEUED).order_by("due_at").first()
    waits = timezone.now() - first.due_at if first else timedelta()
    if waits > LONGEST_WAIT:
        minutes = int(waits.total_seconds() // 60)
        raise NotReady(f"A job has waited {minutes} minutes: look whether a worker runs.")

"""A Celery worker in a thread of the launcher, for when there is no broker but the process itself."""

import threading

from celery.worker import WorkController, state
from django.utils.module_loading import import_string

from qualtrack.celery import app


class EmbeddedWorker(WorkController):
    """A worker without the banner, signal handlers and logging that Celery's own command adds."""


def start() -> threading.Thread:
    # What is held or was sent was so by a process that is gone; before this one holds or sends any.
    import_string("jobs.sweeping.release_jobs")()
    worker = EmbeddedWorker(
        app=app, pool_cls="threads", concurrency=2, without_gossip=True, without_mingle=True
    )
    thread = threading.Thread(target=worker.start, name="worker", daemon=True)
    thread.start()
    return thread


def stop(thread: threading.Thread) -> None:
    """Let the tasks that are running finish, and take no other."""
    state.should_stop = 0  # type: ignore[assignment]  # an exit code, whatever the stubs say
    thread.join()

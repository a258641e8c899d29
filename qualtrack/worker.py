"""What a worker does beside its tasks. Celery loads this once the apps are there, in a worker only."""

from typing import Any

from celery import WorkController, signals

from jobs.actions import resume_jobs


@signals.worker_ready.connect
def take_up_unfinished_work(**_: Any) -> None:
    resume_jobs()


class EmbeddedWorker(WorkController):
    """A worker in a thread of the launcher: without banner, signal handlers and logging of its own."""

    def on_before_init(self, **options: Any) -> None:
        # Django's connections are closed after each task by what listens to this.
        signals.worker_init.send(sender=self.hostname, instance=self, conf=self.app.conf, options=options)

    def on_consumer_ready(self, consumer: Any) -> None:
        signals.worker_ready.send(sender=consumer)

"""What is done again and again: `python -m qualtrack.scheduler`, or a thread of the launcher.

It keeps nothing of its own: killed and started again, or started twice, it does no harm.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import FrameType

import django
from django.conf import settings
from django.db import close_old_connections
from django.utils.module_loading import import_string

from qualtrack.environment import SettingsError

logger = logging.getLogger(__name__)
BEAT = "scheduler"  # under QUALTRACK_VAR
AFTER_START = 10 * 60  # seconds until stored files are read again, so that nothing else waits for it


@dataclass
class Duty:
    what: str
    every: timedelta
    do: Callable[[], object]
    next_at: float = 0.0

    def do_if_due(self) -> None:
        """Do it where it is due. Whatever is away now is asked again the next time."""
        now = time.monotonic()
        if now < self.next_at:
            return
        self.next_at = now + self.every.total_seconds()
        close_old_connections()
        try:
            self.do()
        except Exception:
            logger.exception("Not done this time: %s", self.what)
        finally:
            close_old_connections()


def duties() -> list[Duty]:
    # By name, since this module is loaded before the rooms can be.
    sweep_jobs = import_string("jobs.sweeping.sweep_jobs")
    sweep_files = import_string("evidence.tasks.sweep_files")
    check_files = import_string("evidence.tasks.check_files")
    return [
        Duty("sending the jobs that are due", settings.JOB_LEASE / 24, sweep_jobs),
        Duty("sweeping the store", timedelta(hours=1), sweep_files.delay),
        Duty("checking stored files", timedelta(hours=1), check_files.delay, time.monotonic() + AFTER_START),
    ]


def keep_going(stop: threading.Event, due: Sequence[Duty], beat: Path | None = None) -> None:
    """Go on until told to stop; ``beat`` is a file whose age tells whether it goes on."""
    shortest = min(duty.every for duty in due).total_seconds()
    while not stop.is_set():
        for duty in due:
            duty.do_if_due()
        if beat:
            beat.touch()
        stop.wait(shortest)


def start() -> threading.Event:
    """Go on in a thread; set the event that is given to stop it."""
    stop = threading.Event()
    threading.Thread(target=keep_going, args=(stop, duties()), name="scheduler", daemon=True).start()
    return stop


def main() -> int:
    stop = threading.Event()

    def stopped(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for how in (signal.SIGINT, signal.SIGTERM):
        signal.signal(how, stopped)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")
    try:
        django.setup()
    except SettingsError as error:
        print(f"The scheduler cannot start. {error}", file=sys.stderr)
        return 1
    if settings.EMBEDS_WORKER:
        print("There is no REDIS_URL: the launcher schedules by itself.", file=sys.stderr)
        return 1
    print("The scheduler is at work - Ctrl-C stops it.", flush=True)
    keep_going(stop, duties(), settings.VAR_DIR / BEAT)
    return 0


if __name__ == "__main__":
    sys.exit(main())

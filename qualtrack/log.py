"""Log lines that say which request and which job they are about.

Both ids belong to the thread at work: a request's until its answer is closed, a job's until its task ends.
"""

from __future__ import annotations

import logging
import re
import secrets
from contextvars import ContextVar
from typing import Any

from celery import signals

request_id: ContextVar[str] = ContextVar("request_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")

WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")


def id_of_request(given: str) -> str:
    """What a proxy called the request, where that is well-formed; else an id of our own."""
    return given if WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


class WithIds(logging.Filter):
    """Puts the ids into each record that a handler writes, whoever made it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get() or "-"
        record.job_id = job_id.get() or "-"
        return True


@signals.task_prerun.connect
def name_the_job(args: Any = (), **_: Any) -> None:
    """A task that does a job takes the job's id and nothing else."""
    job_id.set(str(args[0]) if args else "")


@signals.task_postrun.connect
def forget_the_job(**_: Any) -> None:
    job_id.set("")

"""The background work of this room."""

from __future__ import annotations

import logging

from celery import shared_task

from evidence import rounds, sweeping
from evidence.actions.integrity import TASK

logger = logging.getLogger(__name__)


@shared_task(name="evidence.sweep_files")
def sweep_files() -> None:
    """For the scheduler; a store that is away is asked again the next time."""
    try:
        swept = sweeping.sweep_files()
    except OSError:
        logger.exception("The store could not be swept")
    else:
        logger.info("Swept the store: %s", swept)


@shared_task(name=TASK)
def check_files() -> None:
    """For the scheduler, and for whoever asks for a check of large files: what is left has its turn later."""
    done = rounds.check_round(most_bytes=rounds.MOST_BYTES, longest=rounds.LONGEST)
    logger.info("Checked stored files: %s", done)

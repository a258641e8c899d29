"""A round of checks: the stored files whose turn it is, those longest unchecked first."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, QuerySet

from evidence.actions.integrity import check_file
from evidence.models import BytesFound, EvidenceFile
from journal import clock

logger = logging.getLogger(__name__)

PORTION = 100  # files that are looked up at once
MOST_BYTES = 2 * 1024**3  # of one round by the scheduler
LONGEST = timedelta(seconds=30)  # of one round by the scheduler, so that the worker is free for others
AWAY = 3  # failures one after the other, after which the store is taken to be away


@dataclass
class Round:
    """What became of one; ``wrong`` are the files of which the store has not what was handed in."""

    checked: int = 0
    size: int = 0
    failed: int = 0
    is_store_away: bool = False
    wrong: list[tuple[EvidenceFile, BytesFound]] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.checked} checked, {len(self.wrong)} not as handed in, {self.failed} failed"


def check_round(
    *, everything: bool = False, most_bytes: int | None = None, longest: timedelta | None = None
) -> Round:
    """Check the files whose turn it is, or all; stop after so many bytes or so long a time.

    What somebody asked for comes first. A file that the store could not give has its next turn after others.
    """
    done, began, started = Round(), time.monotonic(), clock.now()
    failures = 0
    while portion := list(_due(started, everything=everything)[:PORTION]):
        for file in portion:
            is_long = longest is not None and time.monotonic() - began >= longest.total_seconds()
            if is_long or (most_bytes is not None and done.size >= most_bytes):
                return done
            failures = 0 if _checked(file, done) else failures + 1
            if failures == AWAY:
                done.is_store_away = True
                return done
    return done


def _due(before: datetime, *, everything: bool) -> QuerySet[EvidenceFile]:
    """Files that were not tried since that moment, in the order of their turns."""
    files = EvidenceFile.objects.filter(erased_at__isnull=True).select_related("item")
    files = files.filter(Q(tried_at__isnull=True) | Q(tried_at__lt=before))
    if not everything:
        long_ago = Q(checked_at__isnull=True) | Q(checked_at__lte=before - settings.FILE_CHECKED_EVERY)
        files = files.filter(long_ago | Q(check_asked_at__isnull=False))
    return files.order_by(F("check_asked_at").asc(nulls_last=True), F("tried_at").asc(nulls_first=True), "pk")


def _checked(file: EvidenceFile, done: Round) -> bool:
    """Whether the store could tell."""
    try:
        found = check_file(file=file)
    except OSError:
        logger.exception("The store could not give %s of %s to be checked", file.content.name, file.item_id)
        done.failed += 1
        return False
    done.checked, done.size = done.checked + 1, done.size + file.size
    if found is not BytesFound.AS_HANDED_IN:
        logger.error("%s of item %s: %s", file.content.name, file.item_id, found.label)
        done.wrong.append((file, found))
    return True

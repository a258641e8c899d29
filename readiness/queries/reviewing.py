"""One review: the paper as it is shown and compared with the fields, and its place in the queue."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from evidence.actions.decisions import ACTIONS
from evidence.models import EvidenceFile, EvidenceItem
from evidence.previewing import Preview, preview_of
from evidence.shown import Shown
from journal.models import Entry
from readiness.reading.comparing import Compared, compared, marks_of

logger = logging.getLogger(__name__)

LOST = "The store has no bytes for this file. What was recorded is safe; tell the programme's office."
NO_STORE = "The store of files does not answer, so this can't be shown. Try again in a few minutes."


@dataclass(frozen=True, slots=True)
class InQueue:
    """Where an item stands among those that wait; one that left the queue has neighbours and no number.

    ``following`` is the one after it, or the oldest of all where it was the last.
    """

    number: int
    of: int
    before: UUID | None
    after: UUID | None
    following: UUID | None


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of an item as they are shown; ``rows`` compare the first of them that can be read."""

    shown: tuple[Shown, ...]
    rows: tuple[Compared, ...]

    @property
    def drawn(self) -> list[EvidenceFile]:
        """Those that are shown to whoever opens the review."""
        return [each.file for each in self.shown if not each.preview.cannot]

    @property
    def has_text(self) -> bool:
        return any(True for each in self.shown for _ in each.preview.lines())


def place_in_queue(item: EvidenceItem, queue: Iterable[EvidenceItem]) -> InQueue:
    own = _place(item)
    waits = [_place(each) for each in queue]
    before = [each for each in waits if each < own]
    after = [each for each in waits if each > own]
    following = next(iter(after or before), None)
    return InQueue(
        number=len(before) + 1 if own in waits else 0,
        of=len(waits),
        before=before[-1][2] if before else None,
        after=after[0][2] if after else None,
        following=following[2] if following else None,
    )


def _place(item: EvidenceItem) -> tuple[date, datetime, UUID]:
    """By what the queue is in order."""
    return item.submitted_on, item.recorded_at, item.pk


def papers_of(item: EvidenceItem) -> Papers:
    files = list(item.files.all())
    previews = [_preview(file) for file in files]
    readable = next((at for at, preview in enumerate(previews) if any(True for _ in preview.lines())), None)
    rows = compared(item, previews[readable]) if readable is not None else []
    return Papers(_shown(files, previews, readable, rows), tuple(rows))


def _shown(
    files: Sequence[EvidenceFile], previews: Sequence[Preview], read: int | None, rows: list[Compared]
) -> tuple[Shown, ...]:
    return tuple(
        Shown(file, preview, marks_of(rows) if at == read else ())
        for at, (file, preview) in enumerate(zip(files, previews, strict=True))
    )


def _preview(file: EvidenceFile) -> Preview:
    try:
        return preview_of(file)
    except FileNotFoundError:
        logger.exception("The store has no bytes for file %s", file.pk)
        return Preview(cannot=LOST)
    except OSError:
        logger.exception("The store could not give file %s", file.pk)
        return Preview(cannot=NO_STORE)


def with_decided_at(items: QuerySet[EvidenceItem]) -> QuerySet[EvidenceItem]:
    """Items with when the last decision on each was recorded; an imported one has no time of its own."""
    entries = Entry.objects.filter(concerns__object_id=OuterRef("pk"), action__in=ACTIONS.values())
    return items.annotate(decided_at=Subquery(entries.order_by("-position").values("at")[:1]))

"""What pages say of stored files that are not as they were handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from evidence.models import EvidenceFile, Incident


@dataclass(frozen=True, slots=True)
class Stop:
    """A file that nobody is given, and since when that is known; ``incident`` where one is open."""

    file: EvidenceFile
    since: datetime | None
    incident: Incident | None


def stops_of(files: Iterable[EvidenceFile]) -> list[Stop]:
    """Those of the files that the store has not as they were handed in; no query where there are none."""
    wrong = [file for file in files if file.is_wrong]
    if not wrong:
        return []
    found = Incident.objects.filter(file__in=wrong, closed_at__isnull=True)
    by_file = {incident.file_id: incident for incident in found}
    return [
        Stop(file, incident.found_at if (incident := by_file.get(file.pk)) else file.checked_at, incident)
        for file in wrong
    ]


def incidents() -> QuerySet[Incident]:
    """All, those that are open first, then the newest."""
    named = Incident.objects.select_related("file__item__about", "opened_by", "closed_by")
    named = named.prefetch_related("file__item__uses")
    return named.order_by(F("closed_at").desc(nulls_first=True), "-found_at", "pk")


def open_incidents() -> QuerySet[Incident]:
    return incidents().filter(closed_at__isnull=True)

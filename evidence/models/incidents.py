"""Where the store was found not to have what was handed in, until the right bytes are there again."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from assumptions.vocabulary import Term
from evidence.models.items import BytesFound, EvidenceFile
from journal import clock
from parties.fields import TEXT
from parties.models import Person, choices


class IncidentState(Term):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Incident(models.Model):
    """One finding that a file's stored bytes are not those that were handed in, and how it ended.

    What was expected are the file's own size and SHA-256. ``opened_by`` is who asked for the check, and
    ``closed_by`` the administrator who closed it; the program itself where nobody is named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(EvidenceFile, on_delete=models.PROTECT, related_name="incidents")
    found_at = models.DateTimeField(default=clock.now)
    found = models.CharField(
        max_length=20, choices=[one for one in choices(BytesFound) if one[0] != BytesFound.AS_HANDED_IN]
    )
    found_size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes")
    found_sha256 = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_why = models.TextField(max_length=TEXT, blank=True)

    class Meta:
        ordering = ["-found_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["file"], condition=Q(closed_at__isnull=True), name="evidence_incident_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closed_why="")
                | (Q(closed_at__isnull=False) & ~Q(closed_why="")),
                name="evidence_incident_closed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(found=BytesFound.MISSING, found_size__isnull=True, found_sha256="")
                | (Q(found=BytesFound.OTHER, found_size__isnull=False) & ~Q(found_sha256="")),
                name="evidence_incident_says_what_was_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file.name}: {self.get_found_display().lower()}"

    @property
    def state(self) -> IncidentState:
        return IncidentState.CLOSED if self.closed_at else IncidentState.OPEN

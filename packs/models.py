"""What people take away: each pack with the facts it was made from, kept as they were."""

from __future__ import annotations

import uuid

from django.db import models

from jobs.models import Job
from journal import clock
from parties.fields import IN_SPAN
from parties.models import Organisation, Person, Role, SmartDataService


class PackKind(models.TextChoices):
    READINESS = "readiness", "Readiness pack"
    QAD = "qad", "QAD evidence pack"


class Pack(models.Model):
    """A pack that was asked for.

    Once its job is done, the file (a PDF, or a ZIP for the QAD) is there, and with it ``snapshot``: all that
    the pack says, frozen when the run began that made it. A run that failed leaves neither.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    service = models.ForeignKey(SmartDataService, on_delete=models.PROTECT, related_name="packs")
    kind = models.CharField(max_length=10, choices=PackKind.choices)
    as_of = models.DateField(validators=IN_SPAN)
    snapshot = models.JSONField(null=True, blank=True)
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="packs")
    # The part and the organisation that whoever asked had then; people take up others.
    requested_as = models.CharField(max_length=20, choices=Role.choices)
    requested_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=clock.now)
    job = models.OneToOneField(Job, on_delete=models.PROTECT, related_name="pack")
    content = models.FileField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True, help_text="Bytes")
    sha256 = models.CharField(max_length=64, blank=True)
    # Of the form that it was asked for with; empty where there was none.
    request_key = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["request_key", "requested_by", "service", "kind", "as_of"],
                name="packs_pack_once_for_a_form",
            ),
            models.CheckConstraint(
                condition=models.Q(content="", sha256="", size__isnull=True)
                | (
                    ~models.Q(content="")
                    & ~models.Q(sha256="")
                    & models.Q(size__isnull=False, snapshot__isnull=False)
                ),
                name="packs_pack_whole_or_not_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.get_kind_display()}"

    @property
    def reference(self) -> str:
        return f"QP-{self.number:04d}"

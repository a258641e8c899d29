"""The QAD of an SDS: its sections with their history, and the signatures under it (I14)."""

from __future__ import annotations

import uuid

from django.db import models

from assumptions.vocabulary import SectionStatus
from parties.fields import AS_LOCAL_ID, IN_SPAN, LOCAL_ID, ONE_LINE, TEXT
from parties.models import Person, SmartDataService, choices


class QadSection(models.Model):
    """A section of an SDS's Qualification Assessment Document, under a local key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="qad_sections")
    local_id = models.CharField(max_length=LOCAL_ID, validators=AS_LOCAL_ID)
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=TEXT, validators=ONE_LINE)
    route_kinds = models.JSONField(default=list, blank=True)
    official_reference = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "local_id"], name="evidence_section_local_id_once"),
        ]

    def __str__(self) -> str:
        return f"{self.local_id}, {self.title}"


class SectionEntry(models.Model):
    """A step in a section's history; of equal days the later position counts."""

    section = models.ForeignKey(QadSection, on_delete=models.CASCADE, related_name="history")
    position = models.PositiveIntegerField()
    on = models.DateField(validators=IN_SPAN)
    status = models.CharField(max_length=10, choices=choices(SectionStatus))
    note = models.TextField(max_length=TEXT, blank=True)
    entered_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="section_entries"
    )

    class Meta:
        ordering = ["section", "position"]
        verbose_name_plural = "section entries"
        constraints = [
            models.UniqueConstraint(
                fields=["section", "position"], name="evidence_section_entry_position_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} on {self.on:%-d %B %Y}"


class SignOff(models.Model):
    """A director's signature under an SDS's QAD."""

    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="qad_sign_offs")
    position = models.PositiveIntegerField()
    on = models.DateField(validators=IN_SPAN)
    signatory = models.CharField(max_length=TEXT, validators=ONE_LINE)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_offs"
    )

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "position"], name="evidence_sign_off_position_once"),
        ]

    def __str__(self) -> str:
        return f"Signed by {self.signatory} on {self.on:%-d %B %Y}"

"""Waivers and work-off plans: what a governance group set aside, for how long, and why (I8)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from assumptions.vocabulary import Term, WaiverKind
from evidence.models import QadSection
from parties.fields import AS_LOCAL_ID, IN_SPAN, LOCAL_ID, ONE_LINE, TEXT
from parties.models import CollectionRoute, Person, SmartDataService, choices


class WaiverState(Term):
    """What a waiver is on a day."""

    ENDING = "ending", "Ends soon"
    IN_FORCE = "in_force", "In force"
    TO_COME = "to_come", "To come"
    ENDED = "ended", "Ended"


class Waiver(models.Model):
    """A blocking requirement set aside at some gates, for a route, a QAD section or (neither) the service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="waivers")
    local_id = models.CharField(max_length=LOCAL_ID, validators=AS_LOCAL_ID)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=choices(WaiverKind), default=WaiverKind.WAIVER)
    requirement = models.CharField(max_length=64)
    route = models.ForeignKey(
        CollectionRoute, on_delete=models.CASCADE, null=True, blank=True, related_name="waivers"
    )
    section = models.ForeignKey(
        QadSection, on_delete=models.CASCADE, null=True, blank=True, related_name="waivers"
    )
    gates = models.JSONField(default=list)
    granted_on = models.DateField(validators=IN_SPAN)
    expires_on = models.DateField(validators=IN_SPAN, null=True, blank=True)
    granted_by = models.CharField(max_length=TEXT, validators=ONE_LINE)
    reason = models.CharField(max_length=TEXT, validators=ONE_LINE)
    recorded_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="waivers"
    )

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "local_id"], name="readiness_waiver_local_id_once"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("granted_on")),
                name="readiness_waiver_ends_after_granted",
                violation_error_message="A waiver can't end before the day it was granted.",
            ),
            models.CheckConstraint(
                condition=Q(route__isnull=True) | Q(section__isnull=True), name="readiness_waiver_one_scope"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.requirement}"

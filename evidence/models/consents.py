"""Consent: what a party lets another see of what it showed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from journal import clock
from parties.models import Organisation, Person, SmartDataService


class Recipient(models.TextChoices):
    """Who gets to see it: the SDS's provider what a collector showed, the QWG what the provider did."""

    PROVIDER = "provider", "The SDS's provider"
    QWG = "qwg", "The QWG"


class Consent(models.Model):
    """That an organisation lets somebody see what it showed for an SDS, until it takes that back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="consents")
    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="consents")
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["service", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "service", "recipient"],
                condition=Q(withdrawn_at__isnull=True),
                name="evidence_consent_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) ^ Q(withdrawn_by__isnull=False),
                name="evidence_consent_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Consent of {self.giver} for {self.service}, to {self.get_recipient_display()}"

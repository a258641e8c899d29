"""What an item is used for: SDS by SDS, route by route, and where it is filed there."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from assumptions.day import counts_on
from assumptions.vocabulary import FilingPlace
from evidence.models.items import EvidenceItem
from evidence.models.qad import QadSection
from parties.fields import AS_LOCAL_ID, IN_SPAN, LOCAL_ID
from parties.models import CollectionRoute, SmartDataService, choices


class Use(models.Model):
    """An item as evidence in one SDS, with its id and place in that SDS's document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="uses")
    service = models.ForeignKey(SmartDataService, on_delete=models.CASCADE, related_name="uses")
    local_id = models.CharField(max_length=LOCAL_ID, validators=AS_LOCAL_ID)
    position = models.PositiveIntegerField()
    routes: models.ManyToManyField[CollectionRoute, RouteUse] = models.ManyToManyField(
        CollectionRoute, through="RouteUse", related_name="uses"
    )

    class Meta:
        ordering = ["service", "position"]
        constraints = [
            models.UniqueConstraint(fields=["service", "local_id"], name="evidence_use_local_id_once"),
            models.UniqueConstraint(fields=["service", "item"], name="evidence_use_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.local_id} in {self.service}"


class RouteUse(models.Model):
    """A route that a use serves."""

    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="route_uses")
    route = models.ForeignKey(CollectionRoute, on_delete=models.CASCADE, related_name="route_uses")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["use", "position"]
        constraints = [
            models.UniqueConstraint(fields=["use", "route"], name="evidence_route_use_once"),
        ]

    def __str__(self) -> str:
        return f"{self.use} for {self.route}"


class Filing(models.Model):
    """A use placed in the PIT evidence or in the QAD of its SDS, there under a section where one is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    use = models.ForeignKey(Use, on_delete=models.CASCADE, related_name="filings")
    position = models.PositiveIntegerField()
    place = models.CharField(max_length=10, choices=choices(FilingPlace))
    section = models.ForeignKey(
        QadSection, on_delete=models.SET_NULL, null=True, blank=True, related_name="filings"
    )
    on = models.DateField(validators=IN_SPAN)
    withdrawn_on = models.DateField(validators=IN_SPAN, null=True, blank=True)

    class Meta:
        ordering = ["use", "position"]
        constraints = [
            models.UniqueConstraint(fields=["use", "position"], name="evidence_filing_position_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("on")),
                name="evidence_filing_withdrawn_after_on",
            ),
            models.CheckConstraint(
                condition=Q(section__isnull=True) | Q(place=FilingPlace.QAD),
                name="evidence_filing_section_in_qad",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use}, in the {self.get_place_display()}"

    def is_there_on(self, day: date) -> bool:
        """Whether the item is filed there on that day (London)."""
        return counts_on(day, since=self.on, withdrawn_on=self.withdrawn_on)

"""What parties showed: evidence items with files and decisions, their uses and filings, and the QAD."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, FilingPlace, ItemState, SectionStatus
from journal import clock
from parties.fields import AS_LOCAL_ID, IN_SPAN, LOCAL_ID, ONE_LINE, TEXT
from parties.models import CollectionRoute, Organisation, Person, SmartDataService, choices


class EvidenceItem(models.Model):
    """One paper, or one of Elexon's own checks; it belongs to the organisation that it is about.

    ``number`` makes the reference of an item made here (EV-0418); an imported item is known by its ids in the
    documents alone. ``details`` are those of the kind, in the words of the facts document.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    kind = models.CharField(max_length=40, choices=choices(EvidenceKind))
    about = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    submitted_on = models.DateField(validators=IN_SPAN)
    withdrawn_on = models.DateField(validators=IN_SPAN, null=True, blank=True)
    expires_on = models.DateField(validators=IN_SPAN, null=True, blank=True)
    details = models.JSONField(default=dict, blank=True)
    handed_in_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="handed_in"
    )
    handed_in_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="handed_in"
    )
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["submitted_on", "recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("submitted_on")),
                name="evidence_item_withdrawn_after_submitted",
                violation_error_message="An item can't be withdrawn before the day it was handed in.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.get_kind_display()}"

    @property
    def kind_term(self) -> EvidenceKind:
        return EvidenceKind(self.kind)

    @property
    def reference(self) -> str:
        """How people call the item: its number here, else its id in the document that it came with."""
        if self.number is not None:
            return f"EV-{self.number:04d}"
        first = min(self.uses.all(), key=lambda use: (use.service_id, use.position), default=None)
        return first.local_id if first else "Unused item"

    def state_on(self, day: date) -> ItemState:
        """What the item is on that day (London), by the four steps of the rules."""
        if self.submitted_on > day or (self.withdrawn_on and self.withdrawn_on <= day):
            return ItemState.ABSENT
        last = max((d for d in self.decisions.all() if d.on <= day), key=lambda d: d.position, default=None)
        if last and last.outcome == DecisionOutcome.REJECTED:
            return ItemState.REJECTED
        if self.expires_on and self.expires_on < day:
            return ItemState.EXPIRED
        if last is None:
            return ItemState.IN_REVIEW
        if last.outcome == DecisionOutcome.QUERIED:
            return ItemState.QUERIED
        return ItemState.EXPIRED if last.until and last.until < day else ItemState.ACCEPTED


class EvidenceFile(models.Model):
    """The bytes of an item, with the SHA-256 taken while they were written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    content = models.FileField(max_length=200)

    class Meta:
        ordering = ["item", "name"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What was decided on an item, and why; the one with the highest position counts last.

    It keeps its item's submission day and who handed it in, so that the database can refuse a decision
    before its submission and one by that person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveIntegerField()
    on = models.DateField(validators=IN_SPAN)
    outcome = models.CharField(max_length=10, choices=choices(DecisionOutcome))
    until = models.DateField(validators=IN_SPAN, null=True, blank=True)
    reason = models.TextField(max_length=TEXT, blank=True)
    decided_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    item_submitted_on = models.DateField(validators=IN_SPAN)
    item_handed_in_by = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="evidence_decision_position_once"),
            models.CheckConstraint(
                condition=Q(on__gte=F("item_submitted_on")), name="evidence_decision_after_submission"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")),
                name="evidence_decision_until_after_on",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | Q(item_handed_in_by__isnull=True)
                | ~Q(decided_by=F("item_handed_in_by")),
                name="evidence_decision_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} on {self.on:%-d %B %Y}"

    @property
    def author(self) -> str:
        return self.decided_by.name if self.decided_by else "Import of facts"


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
        return self.on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)

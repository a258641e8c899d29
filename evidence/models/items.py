"""What parties showed: evidence items with their files and decisions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime

from assumptions import facts
from assumptions.day import state_on
from assumptions.detail_shapes import detail_problems
from assumptions.details import DETAILS, NoDetails
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState, Term
from evidence.file_names import LONGEST_GIVEN, with_marks
from journal import clock
from parties.fields import IN_SPAN, TEXT
from parties.models import Organisation, Person, Role, choices

STAYS = "Its name, length and SHA-256 and all that was decided stay on record."
WRONG = {
    "other": "The store has other bytes than were handed in.",
    "missing": "The store has lost it.",
}
ACTS = "An administrator of the programme puts the right file back."
LONGEST_WHY = 2 * TEXT + 1  # a word on each of the two things that can speak against a paper


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
    # The item that this is a newer version of. From its acceptance on it stands in that one's place, and the
    # older one is ``replaced_by`` it.
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="newer_versions"
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced", editable=False
    )
    # Why it counts, of whoever handed it in although they were told what speaks against it.
    said_why = models.TextField(max_length=LONGEST_WHY, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    # Of the form that it was made by; empty where there was none.
    request_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ["submitted_on", "recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("submitted_on")),
                name="evidence_item_withdrawn_after_submitted",
                violation_error_message="An item can't be withdrawn before the day it was handed in.",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(withdrawn_on__isnull=False),
                name="evidence_item_replaced_is_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="evidence_item_replaces_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, {self.get_kind_display()}"

    def clean(self) -> None:
        """No item holds details that its kind doesn't have: no document could be made of it."""
        problems = detail_problems(EvidenceKind(self.kind), self.details) if self.kind in DETAILS else ()
        if problems:
            told = [f"{problem.path.removeprefix('$.')}: {problem.message}" for problem in problems]
            raise ValidationError({"details": told})

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

    def state_on(self, day: date, decisions: Iterable[Decision] | None = None) -> ItemState:
        """What the item is on that day (London), as the rules have it; ``decisions`` if they are at hand."""
        return state_on(self._as_fact(self.decisions.all() if decisions is None else decisions), day)

    def _as_fact(self, decisions: Iterable[Decision]) -> facts.Evidence:
        """What its state hangs on, in the rules' own class."""
        return facts.Evidence(
            id=str(self.pk),
            kind=self.kind_term,
            routes=(),
            submitted_on=self.submitted_on,
            withdrawn_on=self.withdrawn_on,
            expires_on=self.expires_on,
            decisions=tuple(decision.as_fact() for decision in decisions),
            filings=(),
            details=NoDetails(),
        )


class BytesFound(Term):
    """What the store has of a file, compared with what was handed in."""

    AS_HANDED_IN = "as_handed_in", "As handed in"
    OTHER = "other", "Other bytes than were handed in"
    MISSING = "missing", "No bytes any more"


class EvidenceFile(models.Model):
    """The bytes of an item, with the SHA-256 taken while they were written.

    ``scanned_by`` is the scanner that found them clean, with the version of its signatures; nobody scanned a
    file that came while none was set, or that the program generated itself.

    ``found`` is what the last check of the stored bytes found, ``tried_at`` when one was last begun, since a
    store that is away lets none come to an end. Somebody may ask for one before its turn. Of an erased file
    the name in the store goes too, once the bytes are gone there; all else stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(EvidenceItem, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    # As it was sent, for the record; ``name`` is what is left of it to be shown and saved under.
    name_given = models.CharField(max_length=LONGEST_GIVEN, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    content = models.FileField(max_length=200)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scanned_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    found = models.CharField(max_length=20, choices=choices(BytesFound), blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    check_asked_at = models.DateTimeField(null=True, blank=True)
    check_asked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    erased_why = models.TextField(max_length=TEXT, blank=True)

    class Meta:
        ordering = ["item", "name"]
        indexes = [
            models.Index(
                fields=["tried_at"], condition=Q(erased_at__isnull=True), name="evidence_file_next_checked"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(scanned_at__isnull=True) ^ ~Q(scanned_by=""), name="evidence_file_scanned_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) ^ ~Q(found=""), name="evidence_file_checked_with_outcome"
            ),
            models.CheckConstraint(
                condition=Q(check_asked_at__isnull=True) ^ Q(check_asked_by__isnull=False),
                name="evidence_file_check_asked_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True, erased_by__isnull=True, erased_why="")
                | (Q(erased_at__isnull=False, erased_by__isnull=False) & ~Q(erased_why="")),
                name="evidence_file_erased_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(content="") | Q(erased_at__isnull=False), name="evidence_file_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_wrong(self) -> bool:
        """Whether the store was found not to have what was handed in."""
        return self.erased_at is None and self.found not in ("", BytesFound.AS_HANDED_IN)

    @property
    def kept_back(self) -> str:
        """Why nobody is shown or given its bytes; empty where whoever may see them is."""
        if self.erased_at is not None:
            return f"{self.name} was erased on {localtime(self.erased_at):%-d %B %Y}. {STAYS}"
        if self.is_wrong:
            return f"{self.name} is not shown or given out. {WRONG[self.found]} {ACTS}"
        return ""

    @property
    def sent_as(self) -> str:
        """The name that it was sent under, where that is another, with what can't be seen made visible."""
        return with_marks(self.name_given) if self.name_given not in {"", self.name} else ""


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
    # The part that whoever decided had then; people take up others.
    decided_as = models.CharField(max_length=20, choices=Role.choices, blank=True)
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
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) ^ ~Q(decided_as=""), name="evidence_decision_by_a_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} on {self.on:%-d %B %Y}"

    @property
    def author(self) -> str:
        return self.decided_by.name if self.decided_by else "Import of facts"

    def as_fact(self) -> facts.Decision:
        return facts.Decision(on=self.on, outcome=DecisionOutcome(self.outcome), until=self.until)

"""What happened: one entry for each change of state, kept for good."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn, TypeVar

from django.db import models

from journal import clock

PROGRAMME_CHAIN = uuid.UUID(int=0)
WHOLE = uuid.UUID(int=2**128 - 1)
START = "0" * 64  # the digest before the first one


class JournalIsAppendOnly(Exception):
    """Somebody tried to change or remove what the journal holds."""


Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **_: Any) -> NoReturn:
        raise JournalIsAppendOnly

    def delete(self) -> NoReturn:
        raise JournalIsAppendOnly


class EntryQuerySet(AppendOnlyQuerySet["Entry"]):
    def concerning(self, object_id: uuid.UUID) -> EntryQuerySet:
        """The entries that concern one object, oldest first."""
        return self.filter(concerns__object_id=object_id).order_by("position")


class AppendOnly(models.Model):
    """A row that can be added, and neither changed nor removed."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise JournalIsAppendOnly
        super().save(*args, **kwargs)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        raise JournalIsAppendOnly


class Entry(AppendOnly):
    """Who did what, when, to what, and why, with the old and the new values.

    It holds ids and labels and no foreign keys, so that it reads the same when what it speaks of is gone.
    ``changes_facts`` tells what the rules may see from what they don't, such as a pack that was made.
    ``number`` counts within its chain and ``position`` over all; ``previous`` is the digest before it in its
    chain, ``head`` the programme-wide head once it stands.
    """

    at = models.DateTimeField(default=clock.now, editable=False)
    action = models.CharField(max_length=64)
    actor_kind = models.CharField(max_length=32)
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    subject_label = models.TextField()
    about_id = models.UUIDField(null=True, db_index=True)
    about_label = models.TextField(blank=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    changes_facts = models.BooleanField(default=False)
    chain = models.UUIDField(editable=False)
    number = models.PositiveBigIntegerField(editable=False)
    previous = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    position = models.PositiveBigIntegerField(unique=True, editable=False)
    head = models.CharField(max_length=64, unique=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="journal_entry_number_once"),
            models.CheckConstraint(
                condition=models.Q(about_id__isnull=True, chain=PROGRAMME_CHAIN)
                | models.Q(chain=models.F("about_id")),
                name="journal_entry_in_its_chain",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label}: {self.action} {self.subject_label}"


class Concern(AppendOnly):
    """An object that an entry concerns, so that its timeline is one look-up away."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="concerns")
    object_id = models.UUIDField(db_index=True)

    objects = AppendOnlyQuerySet["Concern"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "object_id"], name="journal_concern_once"),
        ]

    def __str__(self) -> str:
        return f"{self.object_id} in entry {self.entry_id}"


class ChainHead(models.Model):
    """How far a chain is: how many entries, and the digest of the last. ``WHOLE`` is the programme-wide head.

    The row is also the lock under which entries are appended.
    """

    chain = models.UUIDField(primary_key=True)
    entries = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        return f"{self.entries} entries, {self.digest}"

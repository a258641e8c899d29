"""Noting who read another party's evidence."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from evidence.models import EvidenceFile, EvidenceItem
from journal import clock
from journal.models import Entry
from parties.changes import record_change
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction

READ = "read_evidence"
PREVIEW = "preview"


def read_evidence(*, actor: Person, item: EvidenceItem, file: EvidenceFile | None = None) -> bool:
    """Note in the journal that somebody took a file of an item, or opened its page.

    Nothing is noted of those whose organisation it is about or who handed it in, and of a page only the first
    time that a person opens it on a day (London). Whether it was noted.
    """
    if file:
        require(actor, "evidence.see_contents", item)
    else:
        require(actor, "evidence.see_item", item)
    if _is_own(actor, item) or (file is None and _has_opened_it_today(actor, item)):
        return False
    _note(actor, item, file)
    return True


def preview_evidence(*, actor: Person, file: EvidenceFile) -> bool:
    """Note in the journal that somebody looked at a file within our pages: once a person, file and day."""
    require(actor, "evidence.see_contents", file.item)
    if _is_own(actor, file.item) or _has_looked_at_it_today(actor, file):
        return False
    return _note_preview(actor, file)


@in_one_transaction
def _note_preview(actor: Person, file: EvidenceFile) -> bool:
    """A browser asks for several pages at once, so it is asked again under the item's lock."""
    item = EvidenceItem.objects.select_for_update().get(pk=file.item_id)
    if _has_looked_at_it_today(actor, file):
        return False
    record_change(
        action=READ,
        actor=actor,
        subject=item,
        about=item.about,
        new={"reader": _reader(actor), "file": _named(file), "shown_as": PREVIEW},
    )
    return True


@in_one_transaction
def _note(actor: Person, item: EvidenceItem, file: EvidenceFile | None) -> None:
    record_change(
        action=READ,
        actor=actor,
        subject=item,
        about=item.about,
        new={"reader": _reader(actor), "file": _named(file) if file else None},
    )


def _reader(person: Person) -> str:
    return person.organisation.name if person.organisation else str(person.get_role_display())


def _named(file: EvidenceFile) -> dict[str, str | int]:
    return {"name": file.name, "sha256": file.sha256, "size": file.size}


def _is_own(person: Person, item: EvidenceItem) -> bool:
    own = person.organisation_id
    return own is not None and own in {item.about_id, item.handed_in_for_id}


def _has_opened_it_today(person: Person, item: EvidenceItem) -> bool:
    return _noted_today(person, item.pk).filter(new__file=None).exists()


def _has_looked_at_it_today(person: Person, file: EvidenceFile) -> bool:
    noted = _noted_today(person, file.item_id)
    return noted.filter(new__shown_as=PREVIEW, new__file__sha256=file.sha256).exists()


def _noted_today(person: Person, item_id: UUID) -> QuerySet[Entry]:
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    return Entry.objects.concerning(item_id).filter(action=READ, actor_id=person.pk, at__gte=midnight)

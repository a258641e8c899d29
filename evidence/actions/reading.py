"""Noting who read another party's evidence."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from evidence.models import EvidenceFile, EvidenceItem
from evidence.queries import READING, readings_noted_today
from journal.models import Entry
from parties.changes import record_change
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction

PREVIEW = "preview"


def read_evidence(
    *, actor: Person, item: EvidenceItem, file: EvidenceFile | None = None, previewed: bool = False
) -> bool:
    """Note in the journal that somebody took a file of an item, looked at it, or opened the item's page.

    Nothing is noted of those whose organisation it is about or who handed it in; of a page, or of a file that
    is looked at (``previewed``), only the first time in a day (London). Whether it was noted.
    """
    if file:
        require(actor, "evidence.see_contents", item)
    else:
        require(actor, "evidence.see_item", item)
    if _is_own(actor, item) or (file is None and _has_opened_it_today(actor, item)):
        return False
    if file and previewed:
        return not _has_looked_at_it_today(actor, file) and _note_preview(actor, file)
    _note(actor, item, file)
    return True


@in_one_transaction
def _note_preview(actor: Person, file: EvidenceFile) -> bool:
    """A browser asks for several pages at once, so it is asked again under the item's lock."""
    item = EvidenceItem.objects.select_for_update().get(pk=file.item_id)
    if _has_looked_at_it_today(actor, file):
        return False
    record_change(
        action=READING,
        actor=actor,
        subject=item,
        about=item.about,
        new={"reader": _reader(actor), "file": _named(file), "shown_as": PREVIEW},
    )
    return True


@in_one_transaction
def _note(actor: Person, item: EvidenceItem, file: EvidenceFile | None) -> None:
    record_change(
        action=READING,
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
    known = getattr(item, "was_opened_today", None)
    return _noted_today(person, item.pk).filter(new__file=None).exists() if known is None else bool(known)


def _has_looked_at_it_today(person: Person, file: EvidenceFile) -> bool:
    noted = _noted_today(person, file.item_id)
    return noted.filter(new__shown_as=PREVIEW, new__file__sha256=file.sha256).exists()


def _noted_today(person: Person, item_id: UUID) -> QuerySet[Entry]:
    return readings_noted_today(person).concerning(item_id)

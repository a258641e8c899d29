"""Noting who read evidence of another party: nothing is noted of whom it is about, or who handed it in."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.models import EvidenceFile, EvidenceItem
from evidence.queries import looks_noted_today
from parties.changes import record_change
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def read_evidence(*, actor: Person, file: EvidenceFile) -> bool:
    """Note in the journal that somebody took a file, each time. Whether it was noted."""
    require(actor, "evidence.see_contents", file.item)
    if _is_own(actor, file.item):
        return False
    record_change(
        action="read_evidence",
        actor=actor,
        subject=file.item,
        about=file.item.about,
        new={"reader": _reader(actor), "file": _named(file)},
    )
    return True


def look_at_evidence(
    *, actor: Person, item: EvidenceItem, files: Iterable[EvidenceFile] = (), opened: bool = False
) -> bool:
    """Note that somebody opened an item's page, or was shown files of it drawn: each once in a day (London).

    Whether anything was noted. Items of ``with_openings`` are not looked up again for their page alone.
    """
    shown = list(files)
    if shown:
        require(actor, "evidence.see_contents", item)
    else:
        require(actor, "evidence.see_item", item)
    is_known = not shown and getattr(item, "was_opened_today", False)
    if is_known or _is_own(actor, item) or not _not_yet_noted(actor, item, shown, opened=opened):
        return False
    return _note_looks(actor, item, shown, opened=opened)


@in_one_transaction
def _note_looks(actor: Person, item: EvidenceItem, shown: list[EvidenceFile], *, opened: bool) -> bool:
    """A browser asks for several pages at once, so it is asked again under the item's lock."""
    EvidenceItem.objects.select_for_update().get(pk=item.pk)
    left = _not_yet_noted(actor, item, shown, opened=opened)
    for file in left:
        record_change(
            action="look_at_evidence",
            actor=actor,
            subject=item,
            about=item.about,
            new={"reader": _reader(actor), "file": _named(file) if file else None},
        )
    return bool(left)


def _not_yet_noted(
    actor: Person, item: EvidenceItem, shown: list[EvidenceFile], *, opened: bool
) -> list[EvidenceFile | None]:
    """Of the page (``None``) and the files, those that the journal has not had since midnight."""
    noted = looks_noted_today(actor, item)
    left: list[EvidenceFile | None] = [file for file in shown if file.sha256 not in noted]
    return [None, *left] if opened and None not in noted else left


def _reader(person: Person) -> str:
    return person.organisation.name if person.organisation else str(person.get_role_display())


def _named(file: EvidenceFile) -> dict[str, str | int]:
    return {"name": file.name, "sha256": file.sha256, "size": file.size}


def _is_own(person: Person, item: EvidenceItem) -> bool:
    own = person.organisation_id
    return own is not None and own in {item.about_id, item.handed_in_for_id}

"""Noting who read another party's evidence."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from evidence.models import EvidenceFile, EvidenceItem
from journal import clock
from journal.models import Entry
from parties.changes import record_change
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction

READ = "read_evidence"


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


@in_one_transaction
def _note(actor: Person, item: EvidenceItem, file: EvidenceFile | None) -> None:
    record_change(
        action=READ,
        actor=actor,
        subject=item,
        about=item.about,
        new={
            "reader": actor.organisation.name if actor.organisation else actor.get_role_display(),
            "file": {"name": file.name, "sha256": file.sha256, "size": file.size} if file else None,
        },
    )


def _is_own(person: Person, item: EvidenceItem) -> bool:
    own = person.organisation_id
    return own is not None and own in {item.about_id, item.handed_in_for_id}


def _has_opened_it_today(person: Person, item: EvidenceItem) -> bool:
    midnight = timezone.make_aware(datetime.combine(clock.today(), time.min))
    noted = Entry.objects.concerning(item.pk).filter(action=READ, actor_id=person.pk, new__file=None)
    return noted.filter(at__gte=midnight).exists()

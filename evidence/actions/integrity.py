"""Whether stored bytes are those that were handed in: checking them, incidents, and closing one.

None of this changes facts: the rules see what was decided and when, not what the store has.
"""

from __future__ import annotations

from uuid import UUID

from celery import current_app
from django.db import transaction

from evidence.models import BytesFound, EvidenceFile, EvidenceItem, Incident
from evidence.rehashing import Seen, bytes_seen
from journal import clock
from journal.actions import Reference
from parties.actions import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction

TASK = "evidence.check_files"
AT_ONCE = 20 * 1024 * 1024  # bytes that are read again while somebody waits
CHECKER = Reference("check", None, "Check of stored files")
RIGHT_AGAIN = "A later check found the bytes that were handed in."
SAY_WHY_CLOSED = "Say why it needs no more doing; it is kept in the journal."
NOTHING_HELD = "No document is held of this item, so there is nothing to check."


def check_stored_bytes(*, actor: Person, item: EvidenceItem) -> bool:
    """Compare the stored bytes of an item's files with those handed in, because somebody asks for it.

    Whether it was done at once; large ones a worker takes before all others, and so it does what a store
    that is away (``OSError``) left undone.
    """
    asked = _ask(actor, item)
    if sum(file.size for file in asked) > AT_ONCE:
        transaction.on_commit(lambda: current_app.send_task(TASK), robust=True)
        return False
    for file in asked:
        check_file(file=file)
    return True


@in_one_transaction
def _ask(actor: Person, item: EvidenceItem) -> list[EvidenceFile]:
    require(actor, "evidence.check_stored_bytes")
    item = EvidenceItem.objects.select_for_update().get(pk=item.pk)
    files = item.files.filter(erased_at__isnull=True)
    if not files.update(check_asked_at=clock.now(), check_asked_by=actor):
        raise Refused(NOTHING_HELD)
    asked = list(files)
    record_change(
        action="check_stored_bytes",
        actor=actor,
        subject=item,
        about=item.about,
        new={"files": [named(file) for file in asked]},
    )
    return asked


def check_file(*, file: EvidenceFile) -> BytesFound:
    """Compare a file's stored bytes with those handed in, and note what was found.

    A difference opens an incident, and the right bytes close it. ``OSError`` where the store fails: that is
    no finding, and all stays as it was known before.
    """
    try:
        seen = bytes_seen(file)
    except OSError:
        EvidenceFile.objects.filter(pk=file.pk).update(tried_at=clock.now())
        raise
    _note(file.pk, seen)
    return seen.found


@in_one_transaction
def _note(file_id: UUID, seen: Seen) -> None:
    locked = EvidenceFile.objects.select_for_update(of=("self",))
    file = locked.select_related("item__about", "check_asked_by").get(pk=file_id)
    if file.erased_at is not None:  # while it was read
        return
    asked_by = file.check_asked_by
    file.checked_at = file.tried_at = clock.now()
    file.found, file.check_asked_at, file.check_asked_by = seen.found, None, None
    file.save(update_fields=["checked_at", "tried_at", "found", "check_asked_at", "check_asked_by"])
    incident = file.incidents.filter(closed_at__isnull=True).first()
    if seen.found is BytesFound.AS_HANDED_IN and incident:
        close(incident, file, RIGHT_AGAIN, seen_for=asked_by)
    elif seen.found is not BytesFound.AS_HANDED_IN and not incident:
        _open(file, seen, asked_by)


def _open(file: EvidenceFile, seen: Seen, asked_by: Person | None) -> None:
    save_valid(
        Incident(
            file=file,
            found=seen.found,
            found_size=seen.size,
            found_sha256=seen.sha256,
            opened_by=asked_by,
        )
    )
    record_change(
        action="open_incident",
        actor=asked_by or CHECKER,
        subject=file.item,
        about=file.item.about,
        new={
            "file": named(file),
            "bytes_found": seen.found,
            "found_size": seen.size,
            "found_sha256": seen.sha256,
        },
    )


@in_one_transaction
def close_incident(*, actor: Person, incident: Incident, why: str) -> Incident:
    """End an incident without the right bytes. The file is kept back still; the next check opens another."""
    require(actor, "evidence.close_incident")
    if not why.strip():
        raise Refused(SAY_WHY_CLOSED, field="why")
    locked = Incident.objects.select_for_update(of=("self",))
    incident = locked.select_related("file__item__about").get(pk=incident.pk)
    if incident.closed_at is not None:
        raise Refused(f"This incident is closed already: {incident.closed_why}")
    return close(incident, incident.file, why.strip(), by=actor)


def close(
    incident: Incident,
    file: EvidenceFile,
    why: str,
    *,
    by: Person | None = None,
    seen_for: Person | None = None,
) -> Incident:
    """In the transaction that holds its row: ``by`` whom, or by the program for whom asked for the check."""
    incident.closed_at, incident.closed_by, incident.closed_why = clock.now(), by, why
    save_valid(incident)
    record_change(
        action="close_incident",
        actor=by or seen_for or CHECKER,
        subject=file.item,
        about=file.item.about,
        old={"bytes_found": incident.found},
        new={"file": named(file)},
        why=why,
    )
    return incident


def named(file: EvidenceFile) -> dict[str, str | int]:
    """A file as the journal has it."""
    return {"name": file.name, "sha256": file.sha256, "size": file.size}

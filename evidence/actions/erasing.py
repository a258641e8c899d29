"""Retention: erasing a paper's bytes for good, while what is known of it stays."""

from __future__ import annotations

import logging

from django.db import transaction

from assumptions.vocabulary import ItemState
from evidence.actions.integrity import close, named
from evidence.erasing import remove_erased
from evidence.models import EvidenceFile, EvidenceItem
from journal import clock
from parties.changes import record_change
from parties.errors import Refused
from parties.fields import TEXT
from parties.models import Person
from parties.permissions import require
from parties.transactions import in_one_transaction

logger = logging.getLogger(__name__)

SAY_WHY_ERASED = "Say why it is erased; that stays on the item's page."


@in_one_transaction
def erase_file_bytes(*, actor: Person, file: EvidenceFile, why: str) -> EvidenceFile:
    """Let a file's bytes go from the store, once this is committed; its digest and history stay.

    Only where nothing rests on it: the item is withdrawn or replaced, was rejected, or ran out.
    """
    require(actor, "evidence.erase_file_bytes")
    if not why.strip():
        raise Refused(SAY_WHY_ERASED, field="why")
    item = EvidenceItem.objects.select_for_update().get(pk=file.item_id)
    file = EvidenceFile.objects.select_for_update().get(pk=file.pk)
    if refusal := why_not_erased(item, file):
        raise Refused(refusal)
    file.erased_at, file.erased_by, file.erased_why = clock.now(), actor, why.strip()
    file.check_asked_at = file.check_asked_by = None
    file.save(update_fields=["erased_at", "erased_by", "erased_why", "check_asked_at", "check_asked_by"])
    for incident in file.incidents.select_for_update().filter(closed_at__isnull=True):
        close(incident, file, f"The file was erased: {file.erased_why}"[:TEXT], by=actor)
    record_change(
        action="erase_file_bytes",
        actor=actor,
        subject=item,
        about=item.about,
        new={"file": named(file)},
        why=file.erased_why,
    )
    name = str(file.content.name)
    transaction.on_commit(lambda: _remove(name), robust=True)
    return file


def why_not_erased(item: EvidenceItem, file: EvidenceFile) -> str:
    """What still rests on a file's bytes, in a sentence; empty where they may go."""
    today = clock.today()
    if file.erased_at is not None:
        return file.kept_back
    if any(decision.on > today for decision in item.decisions.all()):
        return f"A decision on {item.reference} takes effect on a day to come, so its document has to stay."
    if item.withdrawn_on is not None and item.withdrawn_on <= today:
        return ""
    state = item.state_on(today)
    if state in (ItemState.REJECTED, ItemState.EXPIRED):
        return ""
    if state is ItemState.ACCEPTED:
        return f"{item.reference} is accepted and counts, so its document has to stay. Withdraw it first."
    return f"{item.reference} is not settled yet, so its document has to stay. Withdraw it first."


def _remove(name: str) -> None:
    try:
        remove_erased(name)
    except OSError as failure:
        logger.warning("%s was erased and stays in the store until it is swept: %s", name, failure)

"""The one way into the journal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from journal import clock
from journal.chain import append, chain_of
from journal.models import Entry


@dataclass(frozen=True, slots=True)
class Reference:
    """What the journal keeps of somebody or something: what sort it is, its id and how people call it."""

    kind: str
    id: UUID | None
    label: str


PROGRAMME = Reference("programme", None, "The programme")


def record(
    *,
    action: str,
    actor: Reference,
    subject: Reference,
    about: Reference = PROGRAMME,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    why: str = "",
    concerns: Iterable[UUID] = (),
    changes_facts: bool = False,
) -> Entry:
    """Append one entry, in the transaction of the change that it records.

    ``about`` is the organisation that the changed thing is about (an SDS's is its provider), else the
    programme. ``concerns`` names further objects in whose timeline the entry stands. Raises
    ``TransactionManagementError`` outside of a transaction: a change and its entry stand or fall together.
    """
    subject_id = _id_within_a_transaction(subject)
    entry = Entry(
        at=clock.now(),
        action=action,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        subject_kind=subject.kind,
        subject_id=subject_id,
        subject_label=subject.label,
        about_id=about.id,
        chain=chain_of(about.id),
        about_label=about.label,
        old=_as_json(old),
        new=_as_json(new),
        why=why,
        changes_facts=changes_facts,
    )
    append(entry, {subject_id, *concerns})
    return entry


def _id_within_a_transaction(subject: Reference) -> UUID:
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "A journal entry belongs in the transaction of its change."
        )
    if subject.id is None:
        raise ValueError("A journal entry needs the id of what was changed.")
    return subject.id


def _as_json(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """As databases give it back: a fraction stays text, since not every one keeps it to the letter."""
    text = json.dumps(dict(values or {}), cls=DjangoJSONEncoder)
    encoded: dict[str, Any] = json.loads(text, parse_float=str)
    return encoded

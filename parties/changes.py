"""What every action owes when it has changed something: the facts version raised and a journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now

from journal.actions import PROGRAMME, Reference, record
from journal.models import Entry
from parties.models import Organisation, Person, Programme, SmartDataService

LABEL = 300  # characters of a name that a journal label keeps


def reference(thing: Any) -> Reference:
    """A row as the journal knows it: its model's name, its id, and what people call it."""
    # Not type(): a request's user is a stand-in for the person, and says so of itself alone.
    return Reference(kind=thing.__class__.__name__.lower(), id=thing.pk, label=str(thing)[:LABEL])


def record_change(
    *,
    action: str,
    actor: Person | Reference,
    subject: Any,
    about: Organisation | None = None,
    services: Iterable[SmartDataService] = (),
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    why: str = "",
    concerns: Iterable[UUID] = (),
) -> Entry:
    """Raise the facts version of the SDSs in which the changed thing is used, and journal the change."""
    used_in = list(services)
    raise_facts_version(used_in)
    return record(
        action=action,
        actor=actor if isinstance(actor, Reference) else reference(actor),
        subject=subject if isinstance(subject, Reference) else reference(subject),
        about=reference(about) if about else PROGRAMME,
        old=old,
        new=new,
        why=why,
        concerns={*concerns, *(service.pk for service in used_in)},
        changes_facts=bool(used_in),
    )


def raise_facts_version(services: Iterable[SmartDataService]) -> None:
    """Count one change up, below the ORM's instances, so that two at once both count.

    The moment is the database's: after a backup was put back the same numbers come again, for other facts.
    """
    SmartDataService.objects.filter(pk__in=[service.pk for service in services]).update(
        facts_version=F("facts_version") + 1, facts_changed_at=Now()
    )


def raise_programme_version() -> None:
    Programme.objects.update(version=F("version") + 1, changed_at=Now())

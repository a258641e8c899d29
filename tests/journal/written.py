"""Journals for tests to read, and to tamper with below the ORM."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from journal.actions import PROGRAMME, Reference, record
from journal.chain import link
from journal.models import WHOLE, ChainHead, Entry

ANNA = Reference("person", uuid4(), "Anna Example")
ACME = Reference("organisation", uuid4(), "Acme Data Ltd")
VOLT = Reference("organisation", uuid4(), "Volt Energy")


def recorded(about: Reference = PROGRAMME, **fields: Any) -> Entry:
    said: dict[str, Any] = {
        "action": "accept_evidence",
        "actor": ANNA,
        "subject": Reference("evidenceitem", uuid4(), "EV-0001, SEC accession"),
        "concerns": [uuid4()],
        "new": {"outcome": "accepted", "until": None, "words": "“äußerst” klar", "days": 3},
        "why": "All is there.",
    }
    with transaction.atomic():
        return record(**(said | {"about": about} | fields))


def a_journal() -> list[Entry]:
    """Nine entries in three chains, interleaved."""
    return [recorded(about) for about in (ACME, VOLT, PROGRAMME) * 3]


def sql(statement: str, *values: Any) -> None:
    """Go to the tables as somebody would who has got hold of the database."""
    native = connection.features.has_native_uuid_field
    plain = [str(value) if native else value.hex for value in values if isinstance(value, UUID)]
    with connection.cursor() as cursor:
        cursor.execute(statement, [plain.pop(0) if isinstance(value, UUID) else value for value in values])


def hash_anew(since: int) -> None:
    """Number and hash every entry anew from a position on, and set the table of heads to fit."""
    heads = {
        chain: ChainHead(chain=chain) for chain in {WHOLE, *Entry.objects.values_list("chain", flat=True)}
    }
    for entry in Entry.objects.order_by("position").prefetch_related("concerns"):
        concerns = [concern.object_id for concern in entry.concerns.all()]
        link(entry, concerns, heads[WHOLE], heads[entry.chain])
        if entry.position >= since:
            sql(
                "UPDATE journal_entry SET position = %s, number = %s, previous = %s, digest = %s, head = %s"
                " WHERE id = %s",
                *(entry.position, entry.number, entry.previous, entry.digest, entry.head, entry.pk),
            )
    for head in heads.values():
        head.save()

"""The chains: each entry carries the digest of the one before it, so that a change below the ORM shows.

There is a chain for each organisation and one for the programme, and over all of them a running head.
`docs/decisions/0007-journal.md` says what exactly is hashed, and what that does and does not prove.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from journal.models import PROGRAMME_CHAIN, WHOLE, ChainHead, Concern, Entry

# What an entry's digest is made of, beside what it concerns.
HASHED = (
    *("chain", "number", "previous", "position", "at", "action"),
    *("actor_kind", "actor_id", "actor_label", "subject_kind", "subject_id", "subject_label"),
    *("about_id", "about_label", "old", "new", "why", "changes_facts"),
)


def chain_of(about_id: UUID | None) -> UUID:
    """The chain of what is about an organisation, or of what is about none."""
    return about_id or PROGRAMME_CHAIN


def append(entry: Entry, concerns: Iterable[UUID]) -> None:
    """Write an entry at the end of its chain and of the whole, one writer at a time until its commit."""
    whole, own = _locked_heads(entry.chain)
    touched = sorted(set(concerns))
    link(entry, touched, whole, own)
    entry.save(force_insert=True)
    Concern.objects.bulk_create(Concern(entry=entry, object_id=object_id) for object_id in touched)
    # Both are there and locked: this writes them in one query, and is ten times quicker than bulk_update.
    ChainHead.objects.bulk_create(
        [whole, own], update_conflicts=True, unique_fields=["chain"], update_fields=["entries", "digest"]
    )


def link(entry: Entry, concerns: Iterable[UUID], whole: ChainHead, own: ChainHead) -> None:
    """Give an entry its place after two heads, which it moves on; nothing is written."""
    entry.position, entry.number, entry.previous = whole.entries + 1, own.entries + 1, own.digest
    entry.digest = digest_of({name: getattr(entry, name) for name in HASHED}, concerns)
    entry.head = head_after(whole.digest, entry.digest)
    whole.entries, whole.digest = entry.position, entry.head
    own.entries, own.digest = entry.number, entry.digest


def _locked_heads(chain: UUID) -> tuple[ChainHead, ChainHead]:
    """The heads of the whole and of a chain. The whole's is locked first, so that no two writers cross."""
    locked = ChainHead.objects.select_for_update().filter(chain__in=[WHOLE, chain]).order_by("-chain")
    heads = {head.chain: head for head in locked}
    for key in (WHOLE, chain):
        if key not in heads:
            # One at a time: a chain's is made by whoever holds the whole's.
            ChainHead.objects.get_or_create(chain=key)
            return _locked_heads(chain)
    return heads[WHOLE], heads[chain]


def digest_of(said: Mapping[str, Any], concerns: Iterable[UUID]) -> str:
    """The SHA-256 of an entry: of its fields and what it concerns, as canonical JSON."""
    return hashlib.sha256(canonical({**said, "concerns": sorted(map(str, concerns))})).hexdigest()


def head_after(head: str, digest: str) -> str:
    """The programme-wide head once an entry with this digest is appended."""
    return hashlib.sha256(bytes.fromhex(head) + bytes.fromhex(digest)).hexdigest()


def canonical(said: Mapping[str, Any]) -> bytes:
    """The one form in which an entry is hashed: keys sorted, no spaces, UTF-8, moments in UTC."""
    return _encode(said).encode()


def _as_text(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"A journal entry can't hold {value!r}.")


_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_as_text
).encode

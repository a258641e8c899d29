"""Walking the whole journal and computing it anew, a few rows at a time: is it what was written?"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from journal.chain import HASHED, chain_of, digest_of, head_after
from journal.models import START, WHOLE, ChainHead, Concern, Entry

ROWS_AT_ONCE = 2000
READ = (*HASHED, "digest", "head", "id")


class Broken(Exception):
    """The journal is not what was written; says where first, and what is wrong there."""


@dataclass(slots=True)
class End:
    """How far a chain is: how many entries, and the digest of the last."""

    entries: int = 0
    digest: str = START


@dataclass(slots=True)
class Walk:
    """What was met so far: the end of each chain and of the whole, and which of the noted heads."""

    noted: frozenset[str] = frozenset()
    ends: dict[UUID, End] = field(default_factory=lambda: {WHOLE: End()})
    met: dict[str, int] = field(default_factory=dict)
    last_id: int = 0

    @property
    def whole(self) -> End:
        return self.ends[WHOLE]

    @property
    def chains(self) -> int:
        return len(self.ends) - 1

    def step(self, entry: dict[str, Any], concerns: Iterable[UUID]) -> None:
        """Check one entry against those before it."""
        self._check_order(entry)
        end = self.ends.setdefault(entry["chain"], End())
        digest, head, identity = entry.pop("digest"), entry.pop("head"), entry.pop("id")
        self._check_links(entry, end, identity)
        if not _is_digest(digest, entry, concerns):
            raise _broken(entry, "its content is not what its digest was made of")
        if head_after(self.whole.digest, digest) != head:
            raise _broken(entry, "its head does not follow from the one before it")
        end.entries, end.digest = entry["number"], digest
        self.whole.entries, self.whole.digest = entry["position"], head
        self.last_id = identity
        if head in self.noted:
            self.met[head] = entry["position"]

    def _check_order(self, entry: dict[str, Any]) -> None:
        due = self.whole.entries + 1
        if entry["position"] > due:
            raise Broken(f"Entry {due} is missing: the next is entry {entry['position']}.")
        if entry["position"] < due:
            raise _broken(entry, "it stands there more than once")

    def _check_links(self, entry: dict[str, Any], end: End, identity: int) -> None:
        if entry["chain"] != chain_of(entry["about_id"]):
            raise _broken(entry, "it stands in the chain of another party")
        if entry["number"] != end.entries + 1:
            raise _broken(
                entry, f"it is number {entry['number']} of its chain, in place of {end.entries + 1}"
            )
        if entry["previous"] != end.digest:
            raise _broken(entry, "it does not follow from the one before it in its chain")
        if identity <= self.last_id:
            raise _broken(entry, "it was written before the one that it follows")


def verify(noted: Collection[str] = ()) -> Walk:
    """Walk the journal to its end; ``Broken`` at the first entry that is not as it was written.

    ``noted`` are heads that were written down earlier. Whoever hashes a whole tail anew, heads and all, makes
    other heads than these. What others append meanwhile is walked too.
    """
    walk = Walk(frozenset(noted))
    while True:
        heads = _heads()
        _walk_up_to(walk, heads.get(WHOLE, End()).entries)
        goes_on = Entry.objects.filter(position__gt=walk.whole.entries).exists()
        if _heads() == heads:
            break
    _check_heads(walk, heads, goes_on)
    _check_noted(walk)
    return walk


def _heads() -> dict[UUID, End]:
    """The table of heads, as one statement sees it."""
    rows = ChainHead.objects.values_list("chain", "entries", "digest")
    return {chain: End(entries, digest) for chain, entries, digest in rows}


def _walk_up_to(walk: Walk, last: int) -> None:
    entries = Entry.objects.filter(position__lte=last)
    concerns = Concern.objects.filter(entry__position__lte=last)
    if walk.whole.entries:
        entries = entries.filter(position__gt=walk.whole.entries)
        concerns = concerns.filter(entry__position__gt=walk.whole.entries)
    with (
        closing(_read(entries.order_by("position").values_list(*READ))) as rows,
        closing(_by_entry(concerns)) as touched,
    ):
        following = next(touched, None)
        for values in rows:
            entry = dict(zip(READ, values, strict=True))
            objects: list[UUID] = []
            if following and following[0] == entry["position"]:
                objects, following = following[1], next(touched, None)
            walk.step(entry, objects)


def _read(wanted: QuerySet[Any, Any]) -> Generator[Any]:
    """The rows, a few at a time; closed at once where nobody goes on, as a database's cursor has to be."""
    yield from wanted.iterator(chunk_size=ROWS_AT_ONCE)


def _by_entry(concerns: QuerySet[Concern]) -> Generator[tuple[int, list[UUID]]]:
    """What each entry concerns, in the order of entries."""
    ordered = concerns.order_by("entry__position").values_list("entry__position", "object_id")
    with closing(_read(ordered)) as rows:
        for position, group in groupby(rows, key=itemgetter(0)):
            yield position, [object_id for _, object_id in group]


def _check_heads(walk: Walk, heads: dict[UUID, End], goes_on: bool) -> None:
    entries, counted = walk.whole.entries, heads.get(WHOLE, End()).entries
    if counted > entries:
        raise Broken(f"Entry {entries + 1} is missing: the table of heads counts {counted}.")
    if goes_on:
        raise Broken(f"Entry {entries + 1} is none of ours: the table of heads counts {counted}.")
    for chain, end in walk.ends.items():
        if heads.pop(chain, End()) != end:
            raise Broken(
                f"Entry {entries}: the table of heads has another end of {_named(chain)} than the entries."
            )
    if heads:
        raise Broken(
            f"Entry {entries}: the table of heads has {_named(next(iter(heads)))}, which no entry is in."
        )


def _named(chain: UUID) -> str:
    return "the whole" if chain == WHOLE else f"chain {chain}"


def _check_noted(walk: Walk) -> None:
    """Say of the first head that no entry has from where on the journal can't be trusted."""
    gone = sorted(walk.noted - walk.met.keys())
    if gone:
        last = max(walk.met.values(), default=0)
        since = f"Up to entry {last} all is as noted; after it" if last else "Since it was noted"
        raise Broken(
            f"No entry has the head {gone[0]}. {since}, entries were changed or removed and hashed anew."
        )


def _is_digest(digest: str, entry: dict[str, Any], concerns: Iterable[UUID]) -> bool:
    try:
        return digest_of(entry, concerns) == digest
    except ValueError:  # text that nobody can write down, so none of ours
        return False


def _broken(entry: dict[str, Any], what: str) -> Broken:
    moment = f"{entry['at'].astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return Broken(f"Entry {entry['position']} ({entry['action']}, {moment}): {what}.")

"""What verifying the journal costs: `python -m benchmarks.journal [ENTRIES]`.

The yardstick is measured in the same run: reading the same rows and hashing their text, without any check.
"""

from __future__ import annotations

import hashlib
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

from django.core.management import call_command
from django.db import connection, transaction

from journal.chain import chain_of, link
from journal.models import WHOLE, ChainHead, Concern, Entry
from journal.verification import verify

ENTRIES = 100_000
PARTIES = 40
ROWS_AT_ONCE = 2000
BEGAN = datetime(2024, 9, 30, 9, tzinfo=UTC)
NAMES = UUID("6d4c1f0e-8f3b-4e67-9a55-0c8f5c7a1f10")
TABLES = {"journal_entry": "position", "journal_concern": "id"}


@transaction.atomic
def write_entries(number: int) -> None:
    """Fill an empty journal, chained as by `record`: decisions on items of many parties, two objects each."""
    heads: dict[UUID, ChainHead] = {WHOLE: ChainHead(chain=WHOLE)}
    made = (_entry(place) for place in range(number))
    while some := list(islice(made, ROWS_AT_ONCE)):
        touched = [(entry.subject_id, uuid5(NAMES, f"service of {entry.about_id}")) for entry in some]
        for entry, concerns in zip(some, touched, strict=True):
            link(entry, concerns, heads[WHOLE], heads.setdefault(entry.chain, ChainHead(chain=entry.chain)))
        Entry.objects.bulk_create(some)
        Concern.objects.bulk_create(
            Concern(entry=entry, object_id=object_id)
            for entry, concerns in zip(some, touched, strict=True)
            for object_id in concerns
        )
    ChainHead.objects.bulk_create(heads.values())


def _entry(place: int) -> Entry:
    party = place % PARTIES
    about = uuid5(NAMES, f"party {party}") if party else None
    return Entry(
        at=BEGAN + timedelta(minutes=place),
        action="accept_evidence",
        actor_kind="person",
        actor_id=uuid5(NAMES, f"reviewer {place % 7}"),
        actor_label="Tomas Reyle",
        subject_kind="evidenceitem",
        subject_id=uuid5(NAMES, f"item {place // 2}"),
        subject_label=f"EV-{place // 2:04d}, UEPT certificate",
        about_id=about,
        about_label=f"Party {party} Ltd" if about else "The programme",
        chain=chain_of(about),
        old={"outcome": "queried" if place % 2 else None},
        new={"outcome": "accepted", "until": None},
        why="It names the role and the version of the test scenarios, and the company is the collector.",
        changes_facts=True,
    )


def read_and_hash() -> None:
    """The yardstick: every column of every row, through one SHA-256."""
    digest = hashlib.sha256()
    for row in _rows():
        digest.update(repr(row).encode())


def _rows() -> Iterator[tuple[object, ...]]:
    with connection.cursor() as cursor:
        for table, order in TABLES.items():
            cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 - our own names
            while some := cursor.fetchmany(ROWS_AT_ONCE):
                yield from some


def seconds(work: Callable[[], object]) -> float:
    """The best of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def peak_memory(work: Callable[[], object]) -> float:
    """The most megabytes of Python objects at one time."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1_000_000


def main(number: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    began = time.perf_counter()
    write_entries(number)
    print(f"Wrote {number:,} entries in {time.perf_counter() - began:.1f} s")
    yardstick, verified = seconds(read_and_hash), seconds(verify)
    print(f"Reading and hashing the rows: {yardstick:.2f} s")
    print(f"Verifying them: {verified:.2f} s, with {peak_memory(verify):.1f} MB at most")
    print(f"Ratio: {verified / yardstick:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)

"""Taking a backup while people work: the database at one moment, then the files that it names.

A file never changes once it is stored, so those that a snapshot names can be copied after it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tarfile import TarFile

from django.core.files.storage import default_storage
from django.db import connection

from journal.models import START, WHOLE
from qualtrack.backups import archive, postgresql, sqlite
from qualtrack.backups.archive import DATABASE, FILES, Lost, Manifest, Part, copied
from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.snapshots import Snapshot
from qualtrack.backups.stored_files import queries

TAKEN_BY = {"postgresql": postgresql.snapshot, "sqlite": sqlite.snapshot}
HEAD = f"SELECT entries, digest FROM journal_chainhead WHERE chain = '{WHOLE.hex}'"  # noqa: S608 - a constant
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    sha256: str
    manifest: Manifest


def back_up(to: Path) -> Backup:
    """Write an archive to a file, or to a file of its own in a directory."""
    now = datetime.now(UTC)
    path = to / f"qualtrack-{now:%Y-%m-%dT%H%M%SZ}.tar" if to.is_dir() else to
    if path.exists():
        raise BackupFailed(f"{path} is there already: name another file.")
    if not path.parent.is_dir():
        raise BackupFailed(f"There is no directory {path.parent}.")
    with tempfile.TemporaryDirectory() as directory:
        dump = Path(directory, DATABASE)
        with archive.written(path) as written, TAKEN_BY[connection.vendor](dump) as snapshot:
            manifest = _add_database(written, snapshot, now)
            for part in _files(snapshot):
                _add_file(written, part, manifest)
            archive.add_manifest(written, manifest, Path(directory, archive.MANIFEST))
    with path.open("rb") as whole:
        return Backup(path, copied(whole)[1], manifest)


def _add_database(written: TarFile, snapshot: Snapshot, now: datetime) -> Manifest:
    with snapshot.dump.open("rb") as content:
        part = Part(DATABASE, *copied(content))
        archive.add(written, part, content)
    entries, head = next(snapshot.ask(HEAD), (0, START))
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        vendor=connection.vendor,
        version=snapshot.version,
        journal_entries=entries,
        journal_head=head,
        migrations=[f"{app}.{name}" for app, name in snapshot.ask(MIGRATIONS)],
        database=part,
    )


def _files(snapshot: Snapshot) -> Iterator[Part]:
    for query in queries():
        yield from (Part(*row) for row in snapshot.ask(query))


def _add_file(written: TarFile, part: Part, manifest: Manifest) -> None:
    """Add a file whose digest is the one that was taken when it was handed in; else say that it is lost."""
    with tempfile.TemporaryFile() as content:
        try:
            with default_storage.open(part.name) as stored:
                found = copied(stored, content)
        except FileNotFoundError:
            manifest.lost.append(Lost(part.name, "it is not in the store"))
            return
        if found != (part.size, part.sha256):
            manifest.lost.append(Lost(part.name, "the store has other bytes than were handed in"))
            return
        kept = Part(f"{FILES}{part.name}", part.size, part.sha256)
        archive.add(written, kept, content)
        manifest.files.append(kept)

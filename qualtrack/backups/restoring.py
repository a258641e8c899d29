"""Putting a backup back: nothing is touched before the whole archive was found to be as it was made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tarfile import TarFile

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from journal.models import Entry
from journal.verification import Broken, verify
from parties.models import Organisation, Person, SmartDataService
from qualtrack.backups import archive, postgresql, sqlite
from qualtrack.backups.archive import DATABASE, FILES, Manifest, Part
from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.stored_files import difference, queries

PUT_BACK_BY = {"postgresql": postgresql.put_back, "sqlite": sqlite.put_back}
USED: tuple[type[Model], ...] = (Entry, Organisation, Person, SmartDataService)
Say = Callable[[str], None]


def restore(path: Path, *, replace: bool, say: Say) -> None:
    with archive.opened(path) as opened, tempfile.TemporaryDirectory() as directory:
        manifest = archive.manifest_of(opened)
        _check_fits(manifest)
        if not replace and is_used():
            raise BackupFailed(
                "The database is not empty, so nothing was changed. To replace it, add --replace."
            )
        archive.check_whole(opened, manifest)
        say(f"The archive is whole: made {manifest.made_at}, {len(manifest.files)} files.")
        dump = Path(directory, DATABASE)
        with archive.content_of(opened, DATABASE) as content, dump.open("wb") as file:
            shutil.copyfileobj(content, file)
        # Files first: more of them than the database names harm nobody, fewer would.
        added = sum(_put_back_file(opened, part) for part in manifest.files)
        say(f"Files: {added} put back, {len(manifest.files) - added} were there already.")
        PUT_BACK_BY[connection.vendor](dump)
    call_command("migrate", interactive=False, verbosity=0)
    say(f"The {connection.vendor} database is put back.")
    _check_journal(manifest, say)
    _check_files(manifest, say)


def restore_files(path: Path, *, say: Say) -> None:
    """Put back the files that the database names and the store has not, or has otherwise; change no row."""
    with archive.opened(path) as opened:
        manifest = archive.manifest_of(opened)
        archive.check_whole(opened, manifest)
        named = set()
        with connection.cursor() as cursor:
            for query in queries():
                cursor.execute(query)
                named |= {Part(*row) for row in cursor.fetchall()}
        for part in manifest.files:
            stored = Part(part.name.removeprefix(FILES), part.size, part.sha256)
            if stored in named and _put_back_file(opened, part):
                say(f"Put back: {stored.name}")
    if still := sorted(part.name for part in named if difference(part)):
        raise BackupFailed(f"Still not as handed in, and not in the archive: {', '.join(still)}.")
    say("Every file that the database names is as it was handed in. Now run check_files.")


def is_used() -> bool:
    """Whether anything was done in this database: a few tables that are empty are not used."""
    there = set(connection.introspection.table_names())
    return any(model._meta.db_table in there and model._base_manager.exists() for model in USED)  # noqa: SLF001


def _check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise BackupFailed(
            f"This is a backup of {manifest.vendor}, and DATABASE_URL is of {connection.vendor}."
        )
    if connection.vendor == "postgresql" and manifest.version > (server := postgresql.server_version()):
        raise BackupFailed(
            f"The backup is of PostgreSQL {manifest.version}, and this server is {server}: upgrade it."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known - set(_replaced())):
        raise BackupFailed(
            f"The backup was made by another version of qualtrack, which has {newer[0]}: run that one."
        )


def _replaced() -> Iterator[str]:
    """Migrations that another one stands for now."""
    for migration in MigrationLoader(None).disk_migrations.values():
        yield from (f"{app}.{name}" for app, name in migration.replaces)


def _put_back_file(opened: TarFile, part: Part) -> bool:
    """Give the store a file under its very name. False where it is there already, byte for byte."""
    stored = Part(part.name.removeprefix(FILES), part.size, part.sha256)
    if not difference(stored):
        return False
    default_storage.delete(stored.name)
    with archive.content_of(opened, part.name) as content:
        saved = default_storage.save(stored.name, File(content))
    why = difference(stored) if saved == stored.name else f"it calls it {saved}"
    if why:
        raise BackupFailed(f"The store did not take {stored.name}: {why}.")
    return True


def _check_journal(manifest: Manifest, say: Say) -> None:
    noted = [manifest.journal_head] if manifest.journal_entries else []
    try:
        walk = verify(noted)
    except Broken as broken:
        raise BackupFailed(
            f"The database is put back, but its journal is not as it was written. {broken}"
        ) from None
    if walk.whole.digest != manifest.journal_head:
        raise BackupFailed(
            f"The database is put back, but its journal ends with {walk.whole.digest}, "
            f"not with {manifest.journal_head}: is somebody at work already?"
        )
    say(f"The journal is whole: {walk.whole.entries} entries, head {walk.whole.digest}")


def _check_files(manifest: Manifest, say: Say) -> None:
    """Every file that the database names was put back, but for those that the backup said it lacks."""
    named = set()
    with connection.cursor() as cursor:
        for query in queries():
            cursor.execute(query)
            named |= {name for name, _, _ in cursor.fetchall()}
    put_back = {part.name.removeprefix(FILES) for part in manifest.files}
    for lost in manifest.lost:
        say(f"Not in the backup: {lost.name}: {lost.why}.")
    if gone := sorted(named - put_back - {lost.name for lost in manifest.lost}):
        raise BackupFailed(f"The database names {gone[0]}, which the backup knows nothing of.")
    say(f"Every file is as it was handed in: {len(put_back)}, each with its SHA-256.")

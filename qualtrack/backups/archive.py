"""The archive: a tar of the dump, of each file by its name in the store, and at its end of a manifest."""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from qualtrack.backups.errors import BackupFailed

FORMAT = "qualtrack-backup/1"
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"
CHUNK = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One file with its length in bytes and SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that the database names and the store could not give as it was handed in."""

    name: str
    why: str


@dataclass(slots=True)
class Manifest:
    made_at: str
    vendor: str
    version: int  # the database server's, in one number that grows
    journal_entries: int
    journal_head: str
    migrations: list[str]
    database: Part
    files: list[Part] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    format: str = FORMAT


def copied(source: IO[bytes], to: IO[bytes] | None = None) -> tuple[int, str]:
    """The length and SHA-256 of what is read, which is written on where somebody wants it."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if to:
            to.write(chunk)
    return size, digest.hexdigest()


def add(archive: tarfile.TarFile, part: Part, content: IO[bytes]) -> None:
    member = tarfile.TarInfo(part.name)
    member.size, member.mode = part.size, 0o600
    content.seek(0)
    archive.addfile(member, content)


def add_manifest(archive: tarfile.TarFile, manifest: Manifest, unfinished: Path) -> None:
    """Written last, when all is known of the rest."""
    unfinished.write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True))
    archive.add(unfinished, MANIFEST)


@contextmanager
def written(path: Path) -> Iterator[tarfile.TarFile]:
    """A new archive that takes its name once it is whole, and is for its owner alone."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        descriptor = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:") as archive:
            yield archive
    except FileNotFoundError:
        raise BackupFailed(f"There is no file {path}.") from None
    except tarfile.TarError as error:
        raise BackupFailed(f"{path} is not a whole archive: {error}.") from None


def manifest_of(archive: tarfile.TarFile) -> Manifest:
    try:
        said: dict[str, Any] = json.load(content_of(archive, MANIFEST))
        if said.get("format") != FORMAT:
            raise BackupFailed(f"The archive is not of the format {FORMAT}.")
        said["database"] = Part(**said["database"])
        said["files"] = [Part(**part) for part in said["files"]]
        said["lost"] = [Lost(**lost) for lost in said["lost"]]
        return Manifest(**said)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BackupFailed("The archive's manifest is not of the form that it should have.") from None


def content_of(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        content = archive.extractfile(name)
    except KeyError:
        content = None
    if content is None:
        raise BackupFailed(f"The archive has no file {name}.")
    return content


def check_whole(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Read every part, and refuse an archive of which one is altered, missing or added."""
    parts = {part.name: part for part in (manifest.database, *manifest.files)}
    found = set(archive.getnames())
    if added := sorted(found - set(parts) - {MANIFEST}):
        raise BackupFailed(f"The archive holds {added[0]}, which its manifest does not name.")
    for part in parts.values():
        with content_of(archive, part.name) as content:
            if copied(content) != (part.size, part.sha256):
                raise BackupFailed(f"The archive's {part.name} is not as it was when the backup was made.")

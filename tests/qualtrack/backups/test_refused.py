"""A backup that is not whole, or not for here, changes nothing; one that lacks a file says so."""

from __future__ import annotations

import io
import json
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.postgresql import program
from qualtrack.backups.restoring import restore
from tests.launched import environment_of_its_own
from tests.qualtrack.backups.installed import Installed, Writer


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with an installation in which two papers were handed in, and a backup of it."""
    directory = tmp_path_factory.mktemp("original")
    installed = Installed(environment_of_its_own(directory))
    installed.done("manage.py", "migrate", "--no-input")
    installed.act("begin")
    writer = Writer(installed)
    writer.wait_for(2)
    writer.stop()
    installed.done("manage.py", "back_up", str(directory / "backup.tar"))
    return directory


@pytest.fixture
def installed(original: Path, tmp_path: Path) -> Installed:
    """A copy of it."""
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return Installed(environment_of_its_own(tmp_path))


def archive_of(installed: Installed) -> Path:
    return installed.var.parent / "backup.tar"


def members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as opened:
        return {name: content.read() for name in opened.getnames() if (content := opened.extractfile(name))}


def rewritten(archive: Path, content: dict[str, bytes]) -> None:
    with tarfile.open(archive, "w") as opened:
        for name, held in content.items():
            member = tarfile.TarInfo(name)
            member.size = len(held)
            opened.addfile(member, io.BytesIO(held))


def a_file_of(content: dict[str, bytes]) -> str:
    return next(name for name in content if name.startswith("files/evidence/"))


def altered(content: dict[str, bytes]) -> None:
    name = a_file_of(content)
    content[name] = content[name][:-1] + bytes([content[name][-1] ^ 1])


def missing(content: dict[str, bytes]) -> None:
    del content[a_file_of(content)]


def added(content: dict[str, bytes]) -> None:
    content["files/evidence/more"] = b"more"


def manifested(**changes: Any) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        content["manifest.json"] = json.dumps(json.loads(content["manifest.json"]) | changes).encode()

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (altered, "is not as it was when the backup was made"),
        (missing, "The archive has no file files/evidence/"),
        (added, "The archive holds files/evidence/more, which its manifest does not name"),
        (manifested(format="another/2"), "not of the format qualtrack-backup/1"),
        (manifested(vendor="postgresql"), "This is a backup of postgresql, and DATABASE_URL is of sqlite"),
        (
            manifested(migrations=["packs.9999_later"]),
            "another version of qualtrack, which has packs.9999_later",
        ),
        (manifested(surprise=1), "manifest is not of the form"),
        (lambda content: content.clear(), "The archive has no file manifest.json"),
    ],
)
def test_what_is_not_whole_or_not_for_here_changes_nothing(original, tmp_path, settings, change, said):
    """No database is within reach of this test, so to touch one would fail it."""
    archive = tmp_path / "changed.tar"
    content = members(original / "backup.tar")
    change(content)
    rewritten(archive, content)

    with pytest.raises(BackupFailed, match=re.escape(said)):
        restore(archive, replace=True, say=print)

    assert not Path(settings.MEDIA_ROOT).exists()


def test_a_journal_that_was_changed_in_the_backup_is_told(installed):
    archive = archive_of(installed)
    content = members(archive)
    manifested(journal_head="0" * 63 + "1")(content)
    rewritten(archive, content)

    refused = installed.manage("restore", str(archive), "--replace")

    assert refused.returncode == 1
    assert "its journal is not as it was written. No entry has the head" in refused.stderr


def test_what_is_there_is_replaced_only_when_told(installed):
    archive = archive_of(installed)
    then = installed.done("manage.py", "verify_journal")
    writer = Writer(installed)
    writer.wait_for(1)
    writer.stop()
    now = installed.done("manage.py", "verify_journal")

    refused = installed.manage("restore", str(archive))
    assert refused.returncode == 1
    assert (
        "The database is not empty, so nothing was changed. To replace it, add --replace." in refused.stderr
    )
    assert installed.done("manage.py", "verify_journal") == now

    assert "Files: 0 put back" in installed.done("manage.py", "restore", str(archive), "--replace")
    assert installed.done("manage.py", "verify_journal") == then


def test_a_file_that_the_store_has_lost_or_altered_is_named(installed):
    lost, changed = sorted(path for path in installed.var.joinpath("files/evidence").iterdir())[:2]
    lost.unlink()
    changed.write_bytes(b"something else")
    archive = installed.var.parent / "lacking.tar"

    said = installed.manage("back_up", str(archive))

    assert said.returncode == 1
    assert f"evidence/{lost.name}: it is not in the store" in said.stderr
    assert f"evidence/{changed.name}: the store has other bytes than were handed in" in said.stderr
    told = installed.done("manage.py", "restore", str(archive), "--replace")
    assert f"Not in the backup: evidence/{lost.name}: it is not in the store." in told


def test_a_store_that_fails_leaves_no_half_backup(installed):
    file = next(installed.var.joinpath("files/evidence").iterdir())
    file.unlink()
    file.mkdir()  # it is there, and can't be read
    directory = installed.var.parent / "backups"
    directory.mkdir()

    said = installed.manage("back_up", str(directory))

    assert said.returncode == 1
    assert "No backup was made." in said.stderr
    assert list(directory.iterdir()) == []


def test_a_backup_is_for_its_owner_alone_and_holds_no_secret(installed):
    archive = archive_of(installed)
    secret = installed.var.joinpath("secret-key").read_bytes()
    assert len(secret) > 50
    assert secret not in archive.read_bytes()
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_name_that_is_taken_is_left_alone(installed):
    archive = archive_of(installed)
    before = archive.read_bytes()
    said = installed.manage("back_up", str(archive))
    assert said.returncode == 1
    assert "is there already: name another file" in said.stderr
    assert archive.read_bytes() == before


def test_a_server_of_another_version_is_named():
    with pytest.raises(BackupFailed, match=r"PostgreSQL 99 and .* install postgresql-client-99"):
        program("pg_dump", 99)

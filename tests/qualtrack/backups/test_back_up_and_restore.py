"""All is destroyed and put back, on each database and in each store, from a backup made while people work."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launched import environment_of_its_own
from tests.qualtrack.backups.installed import Installed, Writer
from tests.services import postgres


@pytest.fixture(params=["SQLite and a directory", "PostgreSQL and an object store"])
def installed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installed]:
    environment = environment_of_its_own(tmp_path)
    if request.param.startswith("SQLite"):
        yield Installed(environment)
        return
    s3 = request.getfixturevalue("s3")
    with postgres.running() as url:
        keys = {"AWS_ACCESS_KEY_ID": s3.access_key, "AWS_SECRET_ACCESS_KEY": s3.secret_key}
        yield Installed(environment | {"DATABASE_URL": url, "STORAGE_URL": s3.url("backups")} | keys, s3)


def backed_up_at_work(installed: Installed, to: Path) -> str:
    """Back up while two others write; they must have got on meanwhile."""
    writers = [Writer(installed), Writer(installed)]
    try:
        for writer in writers:
            writer.wait_for(3)
        before = [writer.written for writer in writers]
        said = installed.done("manage.py", "back_up", str(to))
        for writer, number in zip(writers, before, strict=True):
            writer.wait_for(number + 1)
        for writer in writers:
            writer.wait_for(writer.written + 1)
    finally:
        for writer in writers:
            writer.stop()
    return said


def test_all_is_destroyed_and_put_back(installed: Installed, tmp_path: Path):
    installed.stock()
    archive = tmp_path / "backup.tar"
    said = backed_up_at_work(installed, archive)
    head = re.search(r"Journal head +([0-9a-f]{64})", said)[1]  # type: ignore[index]
    of_then = int(re.search(r"(\d+) journal entries", said)[1])  # type: ignore[index]
    of_now = int(re.search(r"whole: (\d+) entries", installed.done("manage.py", "verify_journal"))[1])  # type: ignore[index]
    assert of_now > of_then

    installed.destroy()
    assert installed.manage("verify_journal").returncode != 0
    told = installed.done("manage.py", "restore", str(archive))

    assert f"The journal is whole: {of_then} entries, head {head}" in told
    assert f"whole: {of_then} entries" in installed.done("manage.py", "verify_journal", "--head", head)
    there = installed.look(tmp_path / "pack.zip")
    assert there["wrong"] == []
    assert f"Every file is as it was handed in: {there['files'] + 1}, each" in told  # and the pack
    assert verified(tmp_path / "pack.zip")
    # Work goes on where it was left.
    writer = Writer(installed)
    writer.wait_for(1)
    writer.stop()
    installed.done("manage.py", "verify_journal", "--head", head)


def verified(pack: Path) -> bool:
    """By its own verifier, without the program."""
    unpacked = pack.with_suffix("")
    with zipfile.ZipFile(pack) as zipped:
        zipped.extractall(unpacked)
    (verifier,) = unpacked.rglob("verify.py")
    ended = subprocess.run([sys.executable, str(verifier)], capture_output=True, text=True, check=False)
    assert "This pack is whole" in ended.stdout, ended.stdout
    return ended.returncode == 0

"""``manage.py issue_pack``: the browser's bytes, in any process, on any day, whole or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from packs.models import Pack, PackKind
from tests.packs.snapshots import EXAMPLES
from tests.packs.stocked import STUB, break_rule, made

ROOT = Path(__file__).resolve().parents[2]
OURS = ("QUALTRACK_", "DATABASE_URL", "REDIS_URL")
# The command in a process of its own that takes the day to be another.
ON_ANOTHER_DAY = """
import datetime, sys, time
moved = datetime.timedelta(days=int(sys.argv.pop(1)))
class Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return super().now(tz) + moved
    @classmethod
    def utcnow(cls): return super().utcnow() + moved
    @classmethod
    def today(cls): return super().today() + moved
real = time.time
time.time = lambda: real() + moved.total_seconds()
datetime.datetime = Datetime
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""


def command(var: Path, *arguments: str, days: int = 0, **environment: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    subprocess.run(
        [sys.executable, "-c", ON_ANOTHER_DAY, str(days), *arguments],
        cwd=ROOT,
        env=kept | {"QUALTRACK_VAR": str(var), "DJANGO_SETTINGS_MODULE": "qualtrack.settings"} | environment,
        check=True,
        timeout=180,
    )


def test_the_same_bytes_in_another_process_on_another_day(tmp_path):
    var, one, other = tmp_path / "var", tmp_path / "one.zip", tmp_path / "other.zip"
    command(var, "migrate", "--verbosity", "0")
    command(var, "import_facts", str(EXAMPLES / "ready-with-waivers.json"))
    issue = ("issue_pack", "ready-with-waivers", "--kind", "qad", "--as-of", "2025-01-15")
    command(var, *issue, "--output", str(one), PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    command(var, *issue, "--output", str(other), days=40, PYTHONHASHSEED="2", TZ="America/Lima")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert archive.read("readiness.pdf").startswith(b"%PDF-1.7")


@pytest.mark.parametrize("kind", PackKind)
def test_makes_the_bytes_of_the_browsers_pack_without_a_row(sds, undrawn, tmp_path, kind):
    pack = made(sds, kind)
    call_command("issue_pack", "brackenfell", kind=kind.value, output=tmp_path / "pack")
    assert hashlib.sha256((tmp_path / "pack").read_bytes()).hexdigest() == pack.sha256
    assert Pack.objects.count() == 1


def test_the_readiness_pdf_is_the_browsers_to_the_byte(sds, tmp_path):
    pack = made(sds)
    call_command("issue_pack", "brackenfell", output=tmp_path / "pack.pdf")
    assert (tmp_path / "pack.pdf").read_bytes() == pack.content.read()
    assert (tmp_path / "pack.pdf").read_bytes() != STUB


def test_it_may_be_read_by_whom_the_umask_lets(sds, undrawn, tmp_path):
    before = os.umask(0o027)
    try:
        call_command("issue_pack", "brackenfell", output=tmp_path / "pack.pdf")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "pack.pdf").stat().st_mode) == 0o640


def test_says_that_there_is_no_such_service(db, tmp_path):
    with pytest.raises(CommandError, match="no Smart Data Service with the id nobody"):
        call_command("issue_pack", "nobody", output=tmp_path / "pack")


def test_a_rule_that_raises_leaves_what_was_there(sds, undrawn, tmp_path, monkeypatch):
    output = tmp_path / "pack.pdf"
    output.write_bytes(b"before")
    break_rule(monkeypatch, "A203.CHECKED")
    with pytest.raises(CommandError, match=r"A203\.CHECKED could not be evaluated"):
        call_command("issue_pack", "brackenfell", output=output)
    assert output.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir() if path.name != "files"] == ["pack.pdf"]


def test_says_where_it_cannot_write(sds, undrawn, tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("issue_pack", "brackenfell", output=tmp_path / "nowhere" / "pack.pdf")


def test_a_day_after_today_is_refused(sds, undrawn, tmp_path):
    with pytest.raises(CommandError, match="not after today"):
        call_command("issue_pack", "brackenfell", "--as-of", "2199-12-31", output=tmp_path / "pack.pdf")


def test_tells_its_steps_when_asked_to(sds, undrawn, tmp_path):
    told = io.StringIO()
    call_command("issue_pack", "brackenfell", output=tmp_path / "p", verbosity=2, stderr=told)
    assert told.getvalue().splitlines()[0] == "Facts frozen"
    assert (tmp_path / "p").read_bytes() == STUB

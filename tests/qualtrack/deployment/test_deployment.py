"""What Compose would start, started here with the same commands and settings, on the real services."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from journal import clock
from tests.launched import PATIENCE, ROOT
from tests.qualtrack.backups.installed import SETTINGS, act
from tests.qualtrack.deployment.composed import OURS, Machine, composed
from tests.qualtrack.deployment.visitor import Visitor
from tests.services import postgres
from tests.services.holding import free_ports, until
from tests.services.s3 import S3
from tests.services.smtp import Smtp

PASSWORD = "a long enough passphrase 41"


@pytest.fixture
def machine(tmp_path: Path, redis_url: str, s3: S3, clamd_url: str, smtp: Smtp) -> Iterator[Machine]:
    directory = tmp_path / "machine"
    directory.mkdir()
    secrets = made_secrets(directory, smtp.url)
    with postgres.running() as database:
        (secrets / "database_url").chmod(0o600)
        (secrets / "database_url").write_text(f"{database}\n")
        (secrets / "aws_secret_access_key").chmod(0o600)
        (secrets / "aws_secret_access_key").write_text(s3.secret_key)
        elsewhere = {
            "/run/secrets/": f"{secrets}/",
            "redis://redis:6379/0": redis_url,
            "s3://qualtrack/": f"s3://{s3.bucket}/",
            "http://store:8333": s3.endpoint,
            "clamd://clamd:3310": clamd_url,
            "172.30.37.1": "127.0.0.1",
            "8000": str(free_ports(1)[0]),
        }
        services = composed(FILES_URL=s3.endpoint)["services"]
        running = Machine(services, elsewhere, directory)
        try:
            yield running
        finally:
            running.kill()


def made_secrets(directory: Path, mail: str) -> Path:
    """By the script that somebody who deploys runs."""
    (directory / "scripts").mkdir()
    script = shutil.copy(ROOT / "scripts/make-secrets.sh", directory / "scripts")
    without_mail = subprocess.run([script], env={"PATH": "/usr/bin:/bin"}, capture_output=True, check=False)
    assert without_mail.returncode == 1
    assert b"EMAIL_URL=" in without_mail.stderr
    subprocess.run(
        [script], env={"PATH": "/usr/bin:/bin", "EMAIL_URL": mail}, check=True, capture_output=True
    )
    first = (directory / "secrets/secret_key").read_text()
    subprocess.run([script], env={"PATH": "/usr/bin:/bin"}, check=True, capture_output=True)
    assert (directory / "secrets/secret_key").read_text() == first
    assert (directory / "secrets").stat().st_mode & 0o777 == 0o700
    return directory / "secrets"


def acted(machine: Machine, name: str, *arguments: str) -> str:
    """Something done in the image of web, beside it."""
    ended = subprocess.run(
        [sys.executable, *act(name, *arguments)],
        cwd=ROOT,
        env=machine.environment("web") | SETTINGS,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_the_same_commands_on_real_services_make_a_pack(machine: Machine, tmp_path: Path):
    migrated = machine.run("migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert not machine.is_healthy("web")
    for name in OURS[1:]:
        machine.start(name)
    for name in OURS[1:]:
        until(partial(machine.is_healthy, name), f"{name} is healthy: {machine.said}")
    service = acted(machine, "welcome", PASSWORD)

    visitor = Visitor(machine.elsewhere["8000"])
    assert visitor.send("/sign-in/", "/sign-in/", login="member@example.test", password=PASSWORD) == "/"
    packs = f"/services/{service}/packs/"
    pack = visitor.send(packs, f"{packs}new/", kind="qad", as_of=f"{clock.today():%Y-%m-%d}")
    until(lambda: f"{pack}download/" in visitor.page(pack), f"the pack is made: {machine.said}")
    taken = visitor.ask(f"{pack}download/")
    assert taken.status == 302
    with urllib.request.urlopen(taken.headers["Location"], timeout=PATIENCE) as content:
        (tmp_path / "pack.zip").write_bytes(content.read())

    verify(tmp_path / "pack.zip")
    assert acted(machine, "whole_journal") == "whole"
    assert not [line for lines in machine.said.values() for line in lines if "Traceback" in line]
    for name in OURS[1:]:
        assert machine.stop(name) == 0, machine.said[name]


def verify(pack: Path) -> None:
    unpacked = pack.with_suffix("")
    with zipfile.ZipFile(pack) as zipped:
        zipped.extractall(unpacked)
    (verifier,) = unpacked.rglob("verify.py")
    said = subprocess.run([sys.executable, str(verifier)], capture_output=True, text=True, check=True).stdout
    assert "This pack is whole" in said


def test_the_web_service_alone_is_believed_and_says_what_it_lacks(machine: Machine):
    """Without a proxy it leads to HTTPS, another host is not served, and each answer has its id."""
    assert machine.run("migrate").returncode == 0
    machine.start("web")
    until(lambda: machine.is_healthy("web"), f"web is healthy: {machine.said}")
    visitor = Visitor(machine.elsewhere["8000"])

    plain = visitor.ask("/sign-in/", headers={"X-Forwarded-Proto": "http"})
    assert (plain.status, plain.headers["Location"]) == (301, "https://qualtrack.example/sign-in/")
    assert visitor.ask("/sign-in/", headers={"Host": "evil.example"}).status == 400
    named = visitor.ask("/nothing/", headers={"X-Request-ID": "from-the-proxy"})
    assert (named.status, named.headers["X-Request-ID"]) == (404, "from-the-proxy")
    assert "from-the-proxy" in named.read().decode()
    assert all(name.startswith("__Host-") for name in visitor.cookies)
    style = re.search(r'href="(/static/qualtrack/qualtrack\.[0-9a-f]+\.css)"', visitor.page("/sign-in/"))
    assert style
    assert visitor.ask(style[1]).headers["Cache-Control"].startswith("max-age=315360000")

    assert machine.stop("web") == 0
    assert not machine.is_healthy("web")

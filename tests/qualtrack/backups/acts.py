"""What people do and see, for a process of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.db import connection

from assumptions.vocabulary import EvidenceKind
from evidence.actions import accept_evidence
from evidence.models import EvidenceFile
from journal.verification import verify
from packs.models import Pack, PackKind
from parties.models import SmartDataService
from qualtrack.backups.archive import Part
from qualtrack.backups.stored_files import difference
from tests.packs.stocked import made, stocked
from tests.parties.builders import file_named, item, member, organisation, programme, reviewer, service


def stock() -> None:
    """An SDS with papers of all sorts and a QAD pack of it, which is made for real."""
    pack = made(stocked(), PackKind.QAD)
    assert pack.content, pack.job.error


def write() -> None:
    """Hand in and accept papers until killed, telling of each that was kept."""
    sds = SmartDataService.objects.get(slug="brackenfell")
    me = os.getpid()
    provider = member(sds.provider, email=f"member-{me}@example.test")
    decides = reviewer(email=f"reviewer-{me}@example.test")
    for number in range(1, 100_000):
        paper = file_named(content=b"%PDF-1.7\n% " + os.urandom(200_000))
        accept_evidence(actor=decides, item=item(sds, EvidenceKind.DBT_COMPLETION, by=provider, file=paper))
        print(number, flush=True)


def look(pack: str) -> None:
    """What is there; the pack's bytes are written to the file that is named."""
    with Pack.objects.get().content.open() as content:
        Path(pack).write_bytes(content.read())
    files = EvidenceFile.objects.all()
    wrong = [file.name for file in files if difference(Part(file.content.name, file.size, file.sha256))]
    print(json.dumps({"files": len(files), "wrong": wrong}))


def drop_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def begin() -> None:
    """No more than an SDS to write about."""
    programme()
    service(organisation(), slug="brackenfell")


def welcome(password: str) -> None:
    """An SDS with papers, and somebody of its provider who can sign in; tells the SDS's id."""
    sds = stocked()
    somebody = member(sds.provider, email="member@example.test")
    somebody.set_password(password)
    somebody.save()
    print(sds.pk)


def whole_journal() -> None:
    verify()
    print("whole")

"""A file goes by the scanner on its way in, at each of the two doors; without its word nothing is kept."""

from __future__ import annotations

import logging
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence import clamd
from evidence.actions import submit_evidence
from evidence.models import EvidenceFile
from journal import clock
from journal.models import Entry
from parties.models import Person
from tests.papers import paper
from tests.parties.builders import (
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    programme,
    reviewer,
    service,
)
from tests.readiness.pages import nothing_changes, page, signed_in, words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, key
from tests.services.clamd import EICAR, EICAR_NAME, LONGEST, Scanner
from tests.services.holding import free_ports

pytestmark = pytest.mark.django_db

CLEAN = paper(b"confirmed in full")
INFECTED = paper(EICAR)
TRY_LATER = (
    "This file could not be scanned for viruses just now, so it was not taken. Try again in a few minutes"
)


@dataclass
class Door:
    """A page where a file comes in, with the right things typed beside it."""

    person: Person
    address: str
    typed: dict[str, Any]
    stays: str

    def post(self, content: bytes) -> Any:
        upload = file_named("letter.pdf", content)
        return signed_in(self.person).post(self.address, self.typed | {"upload": upload})


@pytest.fixture(params=["hand_in_evidence", "record_check"])
def door(request: pytest.FixtureRequest) -> Door:
    programme()
    sds = service()
    route = mdr_route(sds)
    if request.param == "record_check":
        item(sds, CONFIRMATION, [route], decided=DecisionOutcome.ACCEPTED)
        address = reverse("readiness:record_check", args=[route.pk])
        return Door(
            code_body(), address, {"detail_outcome": "confirmed"}, '<option value="confirmed" selected'
        )
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    typed = {"paper": key(CONFIRMATION, route)} | RIGHT
    return Door(member(sds.provider), address, typed, '<option value="secas" selected')


@pytest.fixture(params=["port", "socket"])
def scanner(request: pytest.FixtureRequest, clamd: Scanner, settings: Any) -> None:
    settings.CLAMAV_URL = clamd.url if request.param == "port" else clamd.socket_url


@pytest.fixture
def silent_scanner(settings: Any) -> Iterator[None]:
    """It takes the call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMAV_URL = f"clamd://127.0.0.1:{listening.getsockname()[1]}"
        settings.SCAN_PATIENCE = 0.2
        yield


def refused(door: Door, content: bytes, caplog: pytest.LogCaptureFixture) -> str:
    """The words of the page that says why nothing was taken, with all else that was typed still in it."""
    with nothing_changes(), caplog.at_level(logging.WARNING):
        response = door.post(content)
    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"upload"}
    markup = re.sub(r"\s+", " ", response.content.decode())
    assert door.stays in markup
    assert "Choose the file again" in markup
    return words(markup)


def test_a_clean_file_is_taken_and_it_is_told_who_scanned_it(door: Door, scanner: None):
    before = clock.now()

    response = door.post(CLEAN)

    assert response.status_code == 302
    file = EvidenceFile.objects.latest("item__recorded_at")
    assert file.content.read() == CLEAN
    assert file.scanned_at
    assert before <= file.scanned_at <= clock.now()
    assert file.scanned_by.startswith("ClamAV 1.")
    assert Entry.objects.latest("position").new["file"]["scanned_by"] == file.scanned_by
    said = words(page(reviewer(), reverse("readiness:item", args=[file.item_id])))
    assert "Scanned for viruses on " in said
    assert f"nothing found ({file.scanned_by})" in said


def test_what_the_scanner_finds_is_named_and_not_taken(door: Door, scanner: None, caplog):
    said = refused(door, INFECTED, caplog)
    assert f"The virus scanner found {EICAR_NAME} in this file, so it was not taken." in said
    assert EICAR_NAME in caplog.text


def test_a_file_longer_than_the_scanner_takes_is_not_taken(door: Door, scanner: None, caplog):
    said = refused(door, paper(b"x" * LONGEST), caplog)
    assert "This file could not be scanned for viruses" in said
    assert "could not be scanned" in caplog.text


def test_nothing_is_taken_while_the_scanner_is_away(door: Door, settings, caplog):
    settings.CLAMAV_URL = f"clamd://127.0.0.1:{free_ports(1)[0]}"
    assert TRY_LATER in refused(door, CLEAN, caplog)
    assert "ConnectionRefusedError" in caplog.text


@pytest.mark.parametrize("length", [0, 8 * 1024 * 1024])
def test_nothing_is_taken_while_the_scanner_hangs(door: Door, silent_scanner: None, length: int, caplog):
    assert TRY_LATER in refused(door, paper(b"x" * length), caplog)
    assert "TimeoutError" in caplog.text


def test_where_no_scanner_is_set_the_page_says_that_nobody_scanned(door: Door):
    assert door.post(CLEAN).status_code == 302
    file = EvidenceFile.objects.latest("item__recorded_at")
    assert (file.scanned_at, file.scanned_by) == (None, "")
    assert "scanned_by" not in Entry.objects.latest("position").new["file"]
    assert "Not scanned for viruses" in words(
        page(reviewer(), reverse("readiness:item", args=[file.item_id]))
    )


def test_a_reviewer_sees_it_beside_the_decision(scanner: None, settings):
    sds = service()
    for url, sentence in ((settings.CLAMAV_URL, "nothing found (ClamAV 1."), ("", "Not scanned for viruses")):
        settings.CLAMAV_URL = url
        paper = item(sds, CONFIRMATION, [mdr_route(sds)])
        assert sentence in words(page(reviewer(), reverse("readiness:review", args=[paper.pk])))


def test_what_the_program_generated_itself_is_not_scanned(silent_scanner: None):
    sds = service()
    paper = submit_evidence(
        actor=reviewer(),
        service=sds,
        kind=EvidenceKind.DBT_COMPLETION,
        details={},
        upload=file_named(),
        is_generated=True,
    )
    assert paper.files.get().scanned_at is None


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_database_while_a_file_is_scanned(door: Door, scanner: None, monkeypatch):
    held, send = [], clamd._send

    def noted(*arguments: Any) -> None:
        held.append(connection.in_atomic_block)
        send(*arguments)

    monkeypatch.setattr(clamd, "_send", noted)
    door.post(CLEAN)
    assert EvidenceFile.objects.filter(scanned_at__isnull=False).exists()
    assert set(held) == {False}

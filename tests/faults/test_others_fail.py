"""The store, the scanner or the mail server fails as a form is sent: nothing is half done."""

from __future__ import annotations

import errno
import io
import socket
from collections.abc import Callable, Iterator

import environ
import pytest

from evidence.stores.local import LocalStore
from parties.models import Invitation
from tests.faults.acts import Do
from tests.faults.state import check_whole, now, sweep
from tests.parties.changes import files_held, places_held

pytestmark = pytest.mark.django_db(transaction=True)

WITH_A_FILE = ["hand in", "record check"]
Prepared = Callable[[str], Do]


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("act", WITH_A_FILE)
def test_a_store_whose_disk_is_full(act: str, prepared: Prepared, written: io.StringIO, monkeypatch):
    do = prepared(act)
    before = now()
    with monkeypatch.context() as filled:
        filled.setattr(LocalStore, "_save", full)
        answer = do()
    assert (answer.status, now() == before) == (200, True)
    assert "The file could not be stored, so nothing was kept." in answer.said
    assert f"[request {answer.request}, job -]" in written.getvalue()


@pytest.mark.parametrize("act", WITH_A_FILE)
def test_a_store_that_can_not_give_a_file_its_name(
    act: str, prepared: Prepared, written: io.StringIO, monkeypatch
):
    do = prepared(act)
    held = files_held()
    with monkeypatch.context() as filled:
        filled.setattr(LocalStore, "settle", full)
        answer = do()
    assert answer.done
    assert f"[request {answer.request}, job -]" in written.getvalue()
    check_whole()
    sweep(monkeypatch)
    assert len(places_held()) == len(held) + 1
    check_whole()


@pytest.mark.parametrize("act", WITH_A_FILE)
def test_a_database_that_fails_and_a_store_that_keeps_what_it_shall_remove(
    act: str, prepared: Prepared, written: io.StringIO, monkeypatch
):
    do = prepared(act)
    before = now()
    with monkeypatch.context() as broken:
        broken.setattr("parties.changes.record", full)
        broken.setattr(LocalStore, "remove", full)
        answer = do()
    assert answer.status == 503
    sweep(monkeypatch)
    assert now() == before
    assert f"[request {answer.request}, job -]" in written.getvalue()


@pytest.fixture
def silent_scanner() -> Iterator[str]:
    """It takes the call, and hangs."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"clamd://127.0.0.1:{listening.getsockname()[1]}"


@pytest.mark.parametrize("act", WITH_A_FILE)
def test_a_scanner_that_hangs(
    act: str, silent_scanner: str, prepared: Prepared, written: io.StringIO, settings
):
    do = prepared(act)
    settings.CLAMAV_URL, settings.SCAN_PATIENCE = silent_scanner, 0.2
    before = now()
    answer = do()
    assert (answer.status, now() == before) == (200, True)
    assert "could not be scanned for viruses just now, so it was not taken" in answer.said
    assert f"[request {answer.request}, job -]" in written.getvalue()


def test_a_mail_server_that_refuses(smtp, settings, prepared: Prepared, written: io.StringIO):
    for name, value in environ.Env.email_url_config(smtp.url).items():
        setattr(settings, name, value)
    smtp.refuses = True
    answer = prepared("invite")()
    assert answer.status == 200
    assert "its mail could not be sent" in answer.said
    assert Invitation.objects.count() == 1
    assert f"[request {answer.request}, job -]" in written.getvalue()
    check_whole()

"""What people read where the database, the store or the disk fails, on whole pages and in parts of them."""

from __future__ import annotations

import errno
import io
import re

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from parties.transactions import may_be_kept
from tests.faults.acts import Do
from tests.parties.builders import mdr_route, member, programme, reviewer, service
from tests.qualtrack.policy import markup_problems, problems_of
from tests.readiness.pages import words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, key

pytestmark = pytest.mark.django_db

AWAY = OperationalError("secret: could not connect to server")
FULL = OSError(errno.ENOSPC, "secret: no space left on device")


def fail_with(failure: Exception, monkeypatch: pytest.MonkeyPatch, view: str = "standing") -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(f"readiness.views.hand_in_evidence.{view}", fail)


@pytest.fixture
def browser() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("failure", [AWAY, FULL], ids=["database", "disk"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_says_what_is_known(failure, method, browser, monkeypatch, written: io.StringIO):
    sds = service()
    browser.force_login(member(sds.provider))
    fail_with(failure, monkeypatch)
    answer = getattr(browser, method)(reverse("readiness:hand_in_evidence", args=[sds.pk]))
    markup = answer.content.decode()
    said = words(markup)
    assert answer.status_code == 503
    assert "othing was changed" in said
    assert ("what you typed is still there" in said) == (method == "post")
    assert f"name the request {answer['X-Request-ID']}" in said
    assert "secret" not in markup
    assert markup_problems(markup) == []
    assert problems_of({name.lower(): value for name, value in answer.headers.items()}) == []
    assert f"[request {answer['X-Request-ID']}, job -]" in written.getvalue()


def test_what_may_have_been_kept_is_not_denied(browser, monkeypatch):
    sds = service()
    browser.force_login(member(sds.provider))

    def keep_and_fail(*_: object, **__: object) -> None:
        may_be_kept.set(True)
        raise AWAY

    monkeypatch.setattr("readiness.views.hand_in_evidence.standing", keep_and_fail)
    said = words(browser.post(reverse("readiness:hand_in_evidence", args=[sds.pk])).content.decode())
    assert "It is not certain whether that was kept" in said
    assert "look whether it is there before you do it again" in said
    assert "othing was changed" not in said
    # The next request begins anew.
    fail_with(AWAY, monkeypatch)
    said = words(browser.post(reverse("readiness:hand_in_evidence", args=[sds.pk])).content.decode())
    assert "othing was changed" in said


@pytest.mark.parametrize(("failure", "status"), [(AWAY, 503), (ZeroDivisionError("secret"), 500)])
def test_a_part_says_so_beside_what_was_typed(failure, status, browser, monkeypatch):
    programme()
    sds = service()
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    browser.force_login(member(sds.provider))
    page = browser.get(address).content.decode()
    assert '<div id="failed" role="alert">' in page
    assert '{"code": "50[03]", "swap": true, "error": true}' in page
    fail_with(failure, monkeypatch)
    asked = {"paper": key(CONFIRMATION, mdr_route(sds))}
    answer = browser.get(address, asked, headers={"HX-Request": "true", "HX-Target": "paper"})
    assert answer.status_code == status
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#failed", "innerHTML")
    markup = answer.content.decode()
    assert "<html" not in markup
    assert answer["X-Request-ID"] in words(markup)
    assert "secret" not in markup


@pytest.mark.urls("tests.qualtrack.failing_urls")
def test_a_session_that_ended_meanwhile_is_not_a_database_that_failed(browser):
    browser.force_login(reviewer())
    assert browser.get("/ends/").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_a_form_whose_database_failed_comes_back_with_all_that_was_typed(prepared, monkeypatch):
    do: Do = prepared("query")

    def fail(**_: object) -> None:
        raise AWAY

    monkeypatch.setattr("parties.changes.record", fail)
    answer = do()
    assert answer.status == 200
    assert "The database could not take this just now, so nothing was changed." in answer.said
    assert re.search(r"Which company is this about\?", answer.said)

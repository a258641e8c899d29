from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assumptions.vocabulary import EvidenceKind
from evidence.models import EvidenceItem
from tests.parties.builders import mdr_route, member, service
from tests.parties.changes import files_held
from tests.readiness.pages import nothing_changes, words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, hand_in, key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"upload": None}, "Choose the file."),
        ({"upload": SimpleUploadedFile("l.pdf", b"")}, "This file is empty."),
        ({"upload": SimpleUploadedFile("l.exe", b"MZ")}, "exe can't be handed in. Save it as PDF"),
        ({"upload": SimpleUploadedFile("l.pdf", b"MZ\x90\0")}, "but what it holds is no PDF"),
        ({"detail_issuer": "nobody"}, "Choose one of the list."),
        ({"expires_on": "soon"}, "Give a day such as 14 May 2025."),
        ({"expires_on": "1999-01-01"}, "Give a day from 1 January 2000 on."),
        ({"expires_on": "2024-01-01"}, "Give a day that is not before today"),
        ({"paper": "uep_check"}, "Choose what it is for."),
        ({"paper": "nonsense"}, "Choose what it is for."),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_stored(typed: dict[str, Any], sentence: str):
    sds = service()
    route = mdr_route(sds)
    person = member(sds.provider)
    with nothing_changes():
        response = hand_in(person, sds, **({"paper": key(CONFIRMATION, route)} | RIGHT | typed))
    assert response.status_code == 200
    assert sentence in words(response.content.decode())


def test_text_keeps_to_one_line():
    sds = service()
    route = mdr_route(sds)
    typed = {"detail_user_role": "MDR", "detail_scenarios_version": "CTSD\u0007 3.2"}
    response = hand_in(member(sds.provider), sds, key(EvidenceKind.UEPT_CERTIFICATE, route), **typed)
    assert "Write this on one line, without control characters." in words(response.content.decode())
    long = typed | {"detail_scenarios_version": "x" * 2001}
    response = hand_in(member(sds.provider), sds, key(EvidenceKind.UEPT_CERTIFICATE, route), **long)
    assert "at most 2,000 characters" in words(response.content.decode())
    assert not EvidenceItem.objects.exists()


def test_on_error_what_was_typed_stays_and_the_file_is_asked_for_again():
    sds = service()
    route = mdr_route(sds)
    response = hand_in(member(sds.provider), sds, key(CONFIRMATION, route), **RIGHT, expires_on="2024-01-01")
    markup = response.content.decode()
    assert re.search(r'<option value="secas"\s+selected', markup)
    assert 'value="2024-01-01"' in markup
    assert "Choose the file again; the browser does not keep it." in words(markup)


def test_an_action_that_fails_after_storing_leaves_nothing(monkeypatch: pytest.MonkeyPatch):
    sds = service()
    route = mdr_route(sds)
    person = member(sds.provider)

    def fail(*_: object, **__: object) -> None:
        assert files_held()
        raise LookupError

    monkeypatch.setattr("evidence.actions.items.record_change", fail)
    with nothing_changes(), pytest.raises(LookupError):
        hand_in(person, sds, key(CONFIRMATION, route), **RIGHT)


def test_a_refusal_of_the_action_stands_at_its_field(monkeypatch: pytest.MonkeyPatch):
    sds = service()
    route = mdr_route(sds)
    person = member(sds.provider)
    monkeypatch.setattr("readiness.views.hand_in_evidence.routes_that_fit", lambda *_: [mdr_route(service())])
    said = words(hand_in(person, sds, key(CONFIRMATION, route), **RIGHT).content.decode())
    assert f"Choose routes of {sds}." in said
    assert not EvidenceItem.objects.exists()

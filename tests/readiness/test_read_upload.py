"""Handing in with the fields read from the file, and a file that looks like another paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from demonstration.papers.sheet import Sheet, pdf_of
from evidence.models import EvidenceItem
from parties.models import Person, SmartDataService
from tests.evidence import hostile_files as made
from tests.evidence.outlook_files import msg
from tests.parties.builders import file_named, item, mdr_route, member, organisation, programme, service
from tests.readiness.pages import nothing_changes, part, signed_in, words

pytestmark = pytest.mark.django_db

K = EvidenceKind
CERTIFICATE = (
    "User Entry Process Tests",
    "Pellwater Smart Data Ltd",
    "DCC User Role: Meter Data Retriever (MDR)",
    "Test scenarios: CTSD version 3.2",
)
HTMX = {"HX-Request": "true", "HX-Target": "answers"}


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["previews"].clear()


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    found = service(organisation("Pellwater Smart Data"))
    mdr_route(found, found.provider)
    return found


@pytest.fixture
def rhys(sds: SmartDataService) -> Person:
    return member(sds.provider)


def letter(*lines: str) -> SimpleUploadedFile:
    sheet = Sheet()
    for line in lines:
        sheet.write(line)
        sheet.down(30)
    return file_named("letter.pdf", pdf_of(sheet, title="A letter"))


def send(person: Person, sds: SmartDataService, kind: EvidenceKind, *lines: str, **typed: Any) -> Any:
    """The form as a browser without scripts sends it, or as htmx does with ``headers``."""
    headers = typed.pop("headers", {})
    upload = typed.pop("upload", None) or letter(*lines)
    sent = {"paper": f"{kind}.{sds.routes.get().pk}", "upload": upload} | typed
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    return signed_in(person).post(address, sent, headers=headers, follow=True)


def read(*args: Any, **typed: Any) -> str:
    with nothing_changes():
        response = send(*args, read="1", **typed)
    assert response.status_code == 200
    return str(response.content.decode())


def test_fields_are_read_from_the_file_and_say_where(sds: SmartDataService, rhys: Person):
    markup = read(rhys, sds, K.UEPT_CERTIFICATE, *CERTIFICATE, headers=HTMX)
    assert markup.lstrip().startswith('<div id="answers">')
    assert '<option value="MDR" selected>' in markup
    assert 'value="CTSD 3.2"' in markup, "as the programme spells it"
    said = words(markup)
    assert "Read from page 1: “DCC User Role: Meter Data Retriever (MDR)”" in said
    assert "It names the party: “Pellwater Smart Data Ltd”" in said
    assert "Nothing found in the file." in said, "of the last day"
    assert "Choose what it is for" not in said


def test_what_was_typed_is_not_overwritten(sds: SmartDataService, rhys: Person):
    markup = read(
        rhys, sds, K.UEPT_CERTIFICATE, *CERTIFICATE, headers=HTMX, detail_scenarios_version="CTSD 9"
    )
    assert 'value="CTSD 9"' in markup
    assert "Test scenarios" not in words(markup)
    assert '<option value="MDR" selected>' in markup


def test_without_scripts_the_whole_page_comes_and_the_file_is_chosen_again(
    sds: SmartDataService, rhys: Person
):
    markup = read(rhys, sds, K.UEPT_CERTIFICATE, *CERTIFICATE)
    assert "<h1>" in markup
    assert "Choose the file again" in words(markup)
    assert '<option value="MDR" selected>' in markup


def test_a_file_that_can_not_be_read_is_told_and_handed_in_all_the_same(sds: SmartDataService, rhys: Person):
    mail = file_named("letter.msg", msg())
    said = words(read(rhys, sds, K.UEPT_CERTIFICATE, upload=mail, headers=HTMX))
    assert "Nothing was read from the file. Fill in the fields from the paper itself." in said
    again = file_named("letter.msg", msg())
    right = {"detail_user_role": "MDR", "detail_scenarios_version": "CTSD 3.2"}
    send(rhys, sds, K.UEPT_CERTIFICATE, upload=again, **right)
    assert EvidenceItem.objects.get().details == {"user_role": "MDR", "scenarios_version": "CTSD 3.2"}


def test_a_file_that_can_not_be_handed_in_is_told_at_once(sds: SmartDataService, rhys: Person):
    said = words(read(rhys, sds, K.UEPT_CERTIFICATE, upload=file_named("run.exe", b"MZ"), headers=HTMX))
    assert ".exe can't be handed in." in said


def test_a_paper_that_does_not_name_the_party_is_told(sds: SmartDataService, rhys: Person):
    said = words(read(rhys, sds, K.UEPT_CERTIFICATE, *CERTIFICATE[:1], "Another Company", headers=HTMX))
    assert "The party’s name was not found in the file." in said


def test_a_certificate_for_the_confirmation_is_told_with_the_words_it_rests_on(
    sds: SmartDataService, rhys: Person
):
    there = item(sds, K.UEPT_CERTIFICATE, [sds.routes.get()], decided=DecisionOutcome.ACCEPTED, by=rhys)
    markup = read(rhys, sds, K.UEP_CONFIRMATION, *CERTIFICATE, headers=HTMX)
    said = words(part(markup, "qt-warning", "</fieldset>"))
    assert "This looks like another paper: UEPT certificate" in said
    assert "only its UEPT certificate" in said, "the rule's own words"
    assert "Page 1: “User Entry Process Tests”" in said
    assert f"One is accepted already, {there.reference}" in said
    assert markup.count('name="way"') == 3


RIGHT = {"detail_user_role": "MDR", "detail_issuer": "secas"}


def test_it_stops_the_hand_in_until_a_way_is_chosen(sds: SmartDataService, rhys: Person):
    for way in ({}, {"way": "right"}):
        with nothing_changes():
            said = words(send(rhys, sds, K.UEP_CONFIRMATION, *CERTIFICATE, **RIGHT, **way).content.decode())
        assert "This looks like another paper" in said
    with nothing_changes():
        told = words(send(rhys, sds, K.UEP_CONFIRMATION, *CERTIFICATE, **RIGHT, way="same").content.decode())
    assert "Say why, so that the reviewer need not ask you." in told
    why = "Both stand in one letter"
    send(rhys, sds, K.UEP_CONFIRMATION, *CERTIFICATE, **RIGHT, way="same", why_it_is_right=why)
    made_of_it = EvidenceItem.objects.get()
    assert (made_of_it.kind, made_of_it.said_why) == (K.UEP_CONFIRMATION, why)


def test_it_can_be_handed_in_as_what_it_looks_like(sds: SmartDataService, rhys: Person):
    with nothing_changes():
        response = send(rhys, sds, K.UEP_CONFIRMATION, *CERTIFICATE, **RIGHT, way="instead")
    markup = response.content.decode()
    assert f'name="paper" value="{K.UEPT_CERTIFICATE}.{sds.routes.get().pk}" id="id_paper"' in markup
    assert 'value="CTSD 3.2"' in markup
    assert "This looks like another paper" not in words(markup)


def test_the_right_paper_goes_through_without_a_word(sds: SmartDataService, rhys: Person):
    confirmed = made.mail("We confirm that Pellwater Smart Data has completed the full User Entry Process.")
    send(rhys, sds, K.UEP_CONFIRMATION, upload=file_named("letter.eml", confirmed), **RIGHT)
    assert EvidenceItem.objects.get().kind == K.UEP_CONFIRMATION

"""A file's name is cleaned to be shown, and kept as it was sent in the record."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.file_names import LONGEST_GIVEN, name_for_the_record, with_marks
from evidence.models import EvidenceFile
from evidence.uploads import name_given
from journal.models import Entry
from tests.papers import paper
from tests.parties.builders import file_named, item, mdr_route, member, programme, reviewer, service
from tests.readiness.pages import page, signed_in, words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, key

EDGE = "x7f3a"


def sent(name: str, fields: dict[str, Any], *, more: bytes = b"") -> bytes:
    """A form as a browser sends it, but for a name that Django's own client would clean."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n'
    head += "Content-Type: application/pdf\r\n\r\n"
    return b"".join(parts) + head.encode() + paper(more) + f"\r\n--{EDGE}--\r\n".encode()


def handed_in(name: str, *, more: bytes = b"") -> EvidenceFile:
    programme()
    sds = service()
    fields = {"paper": key(CONFIRMATION, mdr_route(sds))} | RIGHT
    response = signed_in(member(sds.provider)).post(
        reverse("readiness:hand_in_evidence", args=[sds.pk]),
        sent(name, fields, more=more),
        content_type=f"multipart/form-data; boundary={EDGE}",
    )
    assert response.status_code == 302, words(response.content.decode())
    return EvidenceFile.objects.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "name", "shown"),
    [
        ("invoice\u202exslx.pdf", "invoicexslx.pdf", "invoice[U+202E]xslx.pdf"),
        ("C:/Users/oona/letter.pdf", "letter.pdf", "C:/Users/oona/letter.pdf"),
        ("../../etc/letter.pdf", "letter.pdf", "../../etc/letter.pdf"),
        ("a\x07b.pdf", "ab.pdf", "a[U+0007]b.pdf"),
        (" letter.pdf", "letter.pdf", "Sent as “ letter.pdf”"),
        ("&lt;b&gt;letter.pdf", "<b>letter.pdf", "Sent as “&amp;lt;b&amp;gt;letter.pdf”"),
    ],
)
def test_a_name_that_was_cleaned_is_kept_as_it_was_sent_and_shown(given: str, name: str, shown: str):
    file = handed_in(given)
    assert (file.name, file.name_given) == (name, given)
    entry = Entry.objects.filter(action="submit_evidence").latest("position")
    assert entry.new["file"]["name"] == name
    assert entry.new["file"]["name_given"] == given
    markup = page(reviewer(), reverse("readiness:item", args=[file.item_id]))
    assert shown in markup.replace("<bdi>", "").replace("</bdi>", "")
    assert "\u202e" not in markup
    assert "<b>letter" not in markup


@pytest.mark.django_db
def test_a_name_that_nothing_was_taken_from_is_told_once():
    file = handed_in("Bestätigung – für É.pdf")
    assert file.name_given == file.name == "Bestätigung – für É.pdf"
    assert "name_given" not in Entry.objects.filter(action="submit_evidence").latest("position").new["file"]
    assert "Sent as" not in page(reviewer(), reverse("readiness:item", args=[file.item_id]))


@pytest.mark.django_db
def test_a_large_file_keeps_its_name_too(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    file = handed_in("a\u202eb.pdf", more=b"x" * 5_000)
    assert (file.name, file.name_given) == ("ab.pdf", "a\u202eb.pdf")


@pytest.mark.django_db
def test_a_file_of_our_own_was_sent_as_what_it_is_called():
    sds = service()
    file = item(sds, EvidenceKind.DBT_COMPLETION, file=file_named("report.pdf")).files.get()
    assert (file.name_given, file.sent_as) == ("report.pdf", "")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\0b.pdf", "a\u2400b.pdf"),
        ("a\ud800.pdf", "a?.pdf"),
        ("x" * 5_000, "x" * LONGEST_GIVEN),
        ("\u202ea", "\u202ea"),
        ("", ""),
    ],
)
def test_any_name_is_kept_in_letters_that_a_database_takes(name: str, kept: str):
    assert name_for_the_record(name) == kept


def test_what_can_not_be_seen_is_told_by_its_number():
    assert with_marks("a\u202eb\u200d\x07 É") == "a[U+202E]b[U+200D][U+0007] É"
    assert name_given(object()) == ""

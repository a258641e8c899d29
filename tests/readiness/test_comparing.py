"""The review beside the paper: fields and quotations, and what is said where there is none."""

from __future__ import annotations

import re

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from demonstration.papers.sheet import Sheet, pdf_of
from evidence.actions import accept_evidence
from evidence.models import EvidenceItem
from journal.models import Entry
from tests.evidence import hostile_files as made
from tests.parties.builders import (
    days_ago,
    file_named,
    item,
    mdr_route,
    organisation,
    programme,
    reviewer,
    service,
)
from tests.readiness.pages import page, part, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["previews"].clear()


def a_certificate(*lines: str, party: str = "Pellwater Smart Data") -> EvidenceItem:
    programme()
    sds = service(organisation(party))
    sheet = Sheet()
    for line in lines:
        sheet.write(line)
        sheet.down(30)
    details = {"user_role": "MDR", "scenarios_version": "CTSD 3.2"}
    file = file_named("letter.pdf", pdf_of(sheet, title="A letter"))
    return item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], details, file=file)


def address(shown: EvidenceItem) -> str:
    return reverse("readiness:review", args=[shown.pk])


def said_of(shown: EvidenceItem) -> str:
    return words(part(page(reviewer(), address(shown)), "qt-compared", "</section>"))


def test_each_field_stands_beside_the_papers_own_words():
    shown = a_certificate(
        "User Entry Process Tests",
        "Pellwater Smart Data Ltd",
        "User Role: MDR",
        "CTSD version 3.2",
        "Issued: 2 May 2025",
    )
    said = said_of(shown)
    assert "Kind UEPT certificate “User Entry Process Tests” 1 same" in said
    assert "Party Pellwater Smart Data “Pellwater Smart Data Ltd” 2 same" in said
    assert "DCC User Role Meter Data Retriever (MDR) “User Role: MDR” 3 same" in said
    assert "Issued on – “Issued: 2 May 2025”" in said
    markup = page(reviewer(), address(shown))
    assert 'href="#mark-3"' in markup
    assert '<g id="mark-3">' in markup


def test_what_differs_and_what_is_not_there_is_never_smoothed_over():
    shown = a_certificate("Letter on accession", "Another Company", "User Role: Other User (OU)")
    said = said_of(shown)
    assert "Kind UEPT certificate reads like: SEC accession: “Letter on accession” 1 differs" in said
    assert "Party Pellwater Smart Data not found in the text" in said
    assert "Other User (OU): “User Role: Other User (OU)” 2 differs" in said
    assert "Version of the test scenarios CTSD 3.2 not found in the text" in said


def test_a_name_that_is_nearly_the_same_is_close():
    assert "“Pellwater Group” 1 close" in said_of(a_certificate("Pellwater Group"))


def test_each_number_leads_to_its_words_also_where_one_line_is_quoted_twice():
    programme()
    sds = service(organisation("Pellwater Smart Data"))
    letter = made.mail("Hello.", subject="User Entry Process complete: Pellwater Smart Data, MDR")
    shown = item(sds, EvidenceKind.UEP_CONFIRMATION, [mdr_route(sds)], file=file_named("a.eml", letter))
    markup = page(reviewer(), address(shown))
    numbers = re.findall(r'href="#(mark-\d+)"', markup)
    assert len(numbers) >= 3
    assert all(markup.count(f'id="{number}"') == 1 for number in numbers)


def test_without_text_nothing_is_compared_and_the_fields_still_stand_there():
    shown = a_certificate()
    said = words(page(reviewer(), address(shown)))
    assert "DCC User Role Meter Data Retriever (MDR)" in said
    assert "No text could be read from the file, so nothing is compared." in said


def test_a_file_that_can_not_be_shown_or_is_lost_leaves_the_review_whole():
    programme()
    sds = service()
    locked = item(sds, EvidenceKind.DBT_COMPLETION, file=file_named("a.pdf", made.locked_pdf()))
    assert "This PDF is locked with a password." in words(page(reviewer(), address(locked)))
    lost = item(sds, EvidenceKind.PIT_COMPLETION, file=file_named("b.pdf", made.pdf()))
    default_storage.delete(lost.files.get().content.name)
    markup = page(reviewer(), address(lost))
    assert "The store has no bytes for this file." in words(markup)
    assert 'name="outcome"' in markup


def test_what_the_review_shows_of_a_file_is_noted():
    shown, tomas = a_certificate("User Role: MDR"), reviewer()
    for _ in range(2):
        page(tomas, address(shown))
    entries = Entry.objects.filter(action="look_at_evidence", actor_id=tomas.pk)
    names = [entry.new["file"] and entry.new["file"]["name"] for entry in entries]
    assert names == [None, shown.files.get().name]


def test_previous_and_next_follow_the_queue():
    programme()
    sds = service()
    kinds = (EvidenceKind.DBT_COMPLETION, EvidenceKind.PIT_COMPLETION, EvidenceKind.QT_COMPLETION)
    first, second, third = (item(sds, kind, submitted_on=days_ago(9 - at)) for at, kind in enumerate(kinds))
    person = reviewer()
    head = part(page(person, address(second)), 'aria-label="Queue"', "</nav>")
    assert "2 of 3" in words(head)
    assert f'href="{address(first)}" data-key="k"' in head
    assert f'href="{address(third)}" data-key="j"' in head
    head = part(page(person, address(first)), 'aria-label="Queue"', "</nav>")
    assert "previous" not in head


def test_the_second_reviewer_reads_who_decided_and_when():
    shown = a_certificate("User Role: MDR")
    other = item(service(), EvidenceKind.DBT_COMPLETION, submitted_on=days_ago(3))
    accept_evidence(actor=reviewer(name="Tomas Reyle"), item=shown)
    markup = page(reviewer(), address(shown))
    said = words(markup)
    assert "Tomas Reyle decided this on" in said
    assert ": accepted." in said
    assert f'href="{address(other)}">Next item</a>' in markup


def test_the_number_of_queries_stays():
    shown = a_certificate("User Role: MDR")
    client = signed_in(reviewer())

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(shown)).status_code == 200
        return len(asked)

    client.get(address(shown))
    before = queries()
    for _ in range(5):
        item(service(), EvidenceKind.DBT_COMPLETION)
    assert queries() == before
    assert before <= 38, before

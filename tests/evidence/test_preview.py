"""Looking at a file within our pages: who may, what is noted, and what a browser may do with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.models import EvidenceFile
from journal import clock
from journal.models import Entry
from parties.models import Person
from tests.evidence import hostile_files as made
from tests.parties.builders import (
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    on,
    organisation,
    reviewer,
    service,
)
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["previews"].clear()


def a_file(name: str = "letter.pdf", content: bytes = b"") -> EvidenceFile:
    sds = service()
    upload = file_named(name, content or made.pdf(words="It is confirmed"))
    return item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], file=upload).files.get()


def address(file: EvidenceFile) -> str:
    return reverse("evidence:preview", args=[file.pk])


def picture(file: EvidenceFile) -> str:
    return reverse("evidence:preview_page", args=[file.pk])


def noted(person: Person) -> list[Entry]:
    return list(Entry.objects.filter(action="look_at_evidence", actor_id=person.pk))


def test_a_page_comes_as_a_picture_of_ours_that_may_do_nothing():
    file = a_file()
    response = signed_in(member(file.item.about)).get(picture(file), {"number": "1"})
    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("number", ["0", "2", "-1", "one", "1" * 5000, "²"])
def test_a_page_that_is_not_there_is_a_404(number: str):
    file = a_file()
    assert signed_in(reviewer()).get(picture(file), {"number": number}).status_code == 404


def test_the_text_of_each_page_stands_beside_its_picture():
    file = a_file()
    markup = page(reviewer(), address(file))
    assert f'{picture(file)}?number=1"' in markup
    assert 'alt="Page 1 of 1, drawn; its text follows"' in markup
    assert "It is confirmed" in words(markup)


def test_what_a_party_wrote_stays_text():
    file = a_file(
        "letter.eml", made.mail("<script>alert(1)</script>", subject="<img src=x onerror=alert(2)>")
    )
    markup = page(reviewer(), address(file))
    assert "<script>alert(1)" not in markup
    assert "<img src=x" not in markup
    assert "<script>alert(1)</script>" in words(markup)


def test_what_can_not_be_shown_is_told_with_the_way_on():
    file = a_file("letter.pdf", made.locked_pdf())
    markup = page(reviewer(), address(file))
    assert "This PDF is locked with a password." in words(markup)
    assert reverse("evidence:download_file", args=[file.pk]) in markup
    assert picture(file) not in markup
    assert signed_in(reviewer()).get(picture(file)).status_code == 404


def test_looking_is_noted_once_a_person_file_and_day():
    file, isla, tomas = a_file(), code_body(), reviewer()
    for _ in range(2):
        signed_in(isla).get(address(file))
        signed_in(isla).get(picture(file))
    (entry,) = noted(isla)
    assert entry.new["file"]["sha256"] == file.sha256
    signed_in(tomas).get(picture(file))
    assert len(noted(tomas)) == 1
    with on(clock.today() + timedelta(days=1)):
        signed_in(isla).get(picture(file))
    assert len(noted(isla)) == 2
    timeline = words(page(isla, reverse("readiness:item_timeline", args=[file.item_id])))
    assert "looked at a file of" in timeline


def test_of_their_own_nothing_is_noted_and_a_download_is_another_entry():
    file, isla = a_file(), code_body()
    owner = member(file.item.about)
    signed_in(owner).get(picture(file))
    assert not noted(owner)
    signed_in(isla).get(picture(file))
    signed_in(isla).get(reverse("evidence:download_file", args=[file.pk])).getvalue()
    taken = Entry.objects.filter(action="read_evidence", actor_id=isla.pk)
    assert (len(noted(isla)), taken.count()) == (1, 1)


def test_for_others_there_is_nothing_to_look_at():
    file = a_file()
    for somebody in (member(organisation()), member(organisation(), is_superuser=True)):
        for where in (address(file), picture(file)):
            assert signed_in(somebody).get(where).status_code == 404
        assert not noted(somebody)


def test_a_file_that_the_store_lost_is_told(caplog: pytest.LogCaptureFixture):
    file = a_file()
    default_storage.delete(file.content.name)
    for where in (address(file), picture(file)):
        response = signed_in(reviewer()).get(where)
        assert response.status_code == 404
        assert "What was recorded is safe" in words(response.content.decode())
    assert str(file.pk) in caplog.text

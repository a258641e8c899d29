"""Reading another party's evidence is an entry in the journal too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use, look_at_evidence, read_evidence
from evidence.models import EvidenceItem
from evidence.queries import READING
from journal import clock
from journal.models import Entry
from parties.errors import NotAllowed
from parties.models import Person
from tests.parties.builders import (
    LETTER,
    administrator,
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    on,
    organisation,
    reviewer,
    service,
    supplier_route,
)
from tests.parties.changes import one_change
from tests.readiness.pages import page, signed_in

pytestmark = pytest.mark.django_db


def a_letter(content: bytes = LETTER) -> EvidenceItem:
    """Handed in by the provider, about the Supplier that collects."""
    sds = service()
    return item(sds, EvidenceKind.OUTPUT_TEST, [supplier_route(sds)], file=file_named(content=content))


def download(person: Person, letter: EvidenceItem) -> None:
    address = reverse("evidence:download_file", args=[letter.files.get().pk])
    assert signed_in(person).get(address).getvalue()


def noted() -> list[Entry]:
    return list(Entry.objects.filter(action__in=READING))


def test_a_file_taken_is_noted_with_its_bytes():
    letter, tomas = a_letter(), reviewer()
    file = letter.files.get()
    with one_change(raises=[]) as change:
        download(tomas, letter)
    change.says(
        "read_evidence",
        by=tomas,
        of=letter,
        about=letter.about,
        new={
            "reader": "Programme reviewer",
            "file": {"name": "letter.pdf", "sha256": file.sha256, "size": file.size},
        },
    )
    assert not change.entry.changes_facts


def test_a_page_opened_is_noted():
    letter, person = a_letter(), code_body()
    with one_change(raises=[]) as change:
        page(person, reverse("readiness:item", args=[letter.pk]))
    change.says(
        "look_at_evidence",
        by=person,
        of=letter,
        about=letter.about,
        new={"reader": "Code Body", "file": None},
    )


def test_a_review_opened_is_noted_and_the_page_of_the_item_that_day_no_more():
    """Of one that can't be drawn; what is drawn beside the decision is noted by its file."""
    letter, person = a_letter(b"%PDF-1.7\n% nothing to be drawn\n"), reviewer()
    for _ in range(2):
        for name in ("review", "item"):
            page(person, reverse(f"readiness:{name}", args=[letter.pk]))
    assert len(noted()) == 1


def test_of_a_page_once_a_day_and_person_and_of_a_file_each_time():
    letter, other, anna, ben = a_letter(), a_letter(), reviewer(), administrator()
    for _ in range(2):
        for person in (anna, ben):
            look_at_evidence(actor=person, item=letter, opened=True)
        look_at_evidence(actor=anna, item=other, opened=True)
    assert len(noted()) == 3
    for _ in range(2):
        read_evidence(actor=anna, file=letter.files.get())
    assert len(noted()) == 5
    with on(clock.today() + timedelta(1)):
        assert look_at_evidence(actor=anna, item=letter, opened=True)
    assert len(noted()) == 6


def test_a_file_taken_does_not_stand_for_the_page():
    letter, anna = a_letter(), reviewer()
    read_evidence(actor=anna, file=letter.files.get())
    assert look_at_evidence(actor=anna, item=letter, opened=True)


def test_whose_it_is_reads_it_unnoted():
    letter = a_letter()
    for organisation_ in (letter.about, letter.handed_in_for):
        assert organisation_
        person = member(organisation_)
        download(person, letter)
        page(person, reverse("readiness:item", args=[letter.pk]))
    assert not noted()


def test_a_provider_in_whose_service_it_counts_too_is_noted_by_name():
    letter, theirs = a_letter(), service(organisation("Pellwater Data"))
    add_use(actor=reviewer(), item=letter, service=theirs, routes=[supplier_route(theirs, letter.about)])
    page(member(theirs.provider), reverse("readiness:item", args=[letter.pk]))
    (entry,) = noted()
    assert entry.new["reader"] == "Pellwater Data"
    assert entry.about_id == letter.about_id


def test_what_was_not_to_be_had_is_not_noted():
    letter = a_letter()
    stranger = member(organisation())
    for address in (
        reverse("evidence:download_file", args=[letter.files.get().pk]),
        reverse("readiness:item", args=[letter.pk]),
    ):
        assert signed_in(stranger).get(address).status_code == 404
    with pytest.raises(NotAllowed):
        look_at_evidence(actor=stranger, item=letter, opened=True)
    default_storage.delete(letter.files.get().content.name)
    address = reverse("evidence:download_file", args=[letter.files.get().pk])
    assert signed_in(reviewer()).get(address).status_code == 404
    assert not noted()


def test_reading_does_not_keep_an_import_out():
    """An import is refused where people have acted; reading is no such act."""
    letter = item(sds := service(), EvidenceKind.DCC_CONNECTION, [mdr_route(sds)])
    version = sds.facts_version
    download(reviewer(), letter)
    sds.refresh_from_db()
    assert sds.facts_version == version + 1, "by handing in alone"
    assert not noted()[0].changes_facts

"""What people see of stored files that are not as they were handed in, and of documents that were erased."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import erase_file_bytes, integrity
from evidence.models import EvidenceItem, Incident
from journal import clock
from parties.models import Person, SmartDataService
from readiness.facts import facts_document
from tests.evidence.damaged import altered, incident_on, replaced
from tests.parties.builders import (
    administrator,
    code_body,
    item,
    member,
    organisation,
    page_named,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import page, part, sent, signed_in, words

pytestmark = pytest.mark.django_db

FEW = 12
LETTER = page_named("letter.pdf").read()


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    return service()


def paper(sds: SmartDataService, *, decided: DecisionOutcome | None = None) -> EvidenceItem:
    return item(sds, EvidenceKind.DBT_COMPLETION, file=page_named("letter.pdf"), decided=decided)


def address(name: str, of: Model) -> str:
    return reverse(name, args=[of.pk])


def asked_of(person: Person, url: str) -> int:
    page(person, url)
    client = signed_in(person)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == HTTPStatus.OK
    return len(seen)


def test_the_item_says_what_is_wrong_since_when_and_who_acts_to_all_who_read_it(sds):
    letter = paper(sds)
    incident = incident_on(letter)
    for person in (member(sds.provider), reviewer(), code_body(), administrator()):
        told = words(page(person, address("readiness:item", letter)))
        assert "letter.pdf is not as it was handed in. Other bytes than were handed in, found on" in told
        assert f"{incident.found_at.astimezone():%-d %B %Y}" in told
        assert "An administrator of the programme puts the right file back" in told
        assert "Look at it" not in told


def test_who_may_not_read_the_paper_is_not_told(sds):
    collector = organisation()
    letter = item(sds, EvidenceKind.DCC_ADAPTER, [supplier_route(sds, collector)], by=member(collector))
    service(collector)
    incident_on(letter)
    told = words(page(member(sds.provider), address("readiness:item", letter)))
    assert "not shared" in told
    assert "handed in. Other bytes" not in told


def test_the_review_says_it_too_and_shows_nothing_of_the_file(sds):
    letter = paper(sds)
    incident_on(letter)
    markup = page(reviewer(), address("readiness:review", letter))
    told = words(markup)
    assert "letter.pdf is not as it was handed in" in told
    assert "letter.pdf is not shown or given out. The store has other bytes" in told
    assert "preview/page" not in markup
    assert address("evidence:download_file", letter.files.get()) not in markup


def test_nobody_is_given_the_file_whatever_they_are(sds):
    letter = paper(sds)
    incident_on(letter)
    file = letter.files.get()
    for person in (member(sds.provider), reviewer(), administrator()):
        client = signed_in(person)
        answer = client.get(address("evidence:download_file", file))
        assert answer.status_code == HTTPStatus.CONFLICT
        assert "is not shown or given out" in words(answer.content.decode())
        look = client.get(address("evidence:preview", file))
        assert "is not shown or given out" in words(look.content.decode())
        assert client.get(address("evidence:preview_page", file)).status_code == HTTPStatus.NOT_FOUND
    stranger = signed_in(member(service().provider)).get(address("evidence:download_file", file))
    assert stranger.status_code == HTTPStatus.NOT_FOUND


def test_home_lists_open_ones_to_staff_and_only_where_there_are_any(sds):
    letter, office = paper(sds), reviewer()
    assert "Stored files in doubt" not in words(page(office, "/"))
    incident_on(letter)
    told = words(part(page(office, "/"), 'id="incidents"', "</section>"))
    assert letter.reference in told
    assert "letter.pdf: other bytes than were handed in" in told
    assert "Stored files in doubt" not in words(page(code_body(), "/"))
    assert "Stored files in doubt" not in words(page(member(sds.provider), "/"))


def test_the_list_has_the_open_ones_first_and_how_the_others_ended(sds):
    first, second = paper(sds), paper(sds)
    incident_on(first)
    integrity.check_file(file=replaced(first.files.get(), LETTER))
    incident_on(second)
    markup = page(reviewer(), reverse("readiness:incidents"))
    told = words(markup)
    assert "1 incident is open" in told
    assert told.index(f"Open {second.reference}") < told.index(f"Closed {first.reference}")
    assert integrity.RIGHT_AGAIN in told
    assert Incident.objects.get(file=second.files.get()).found_sha256 in told
    assert "Close it" not in told
    assert "Close it" in words(page(administrator(), reverse("readiness:incidents")))


def test_pages_ask_few_things_however_many_incidents_there_are(sds):
    letter, office = paper(sds), reviewer()
    incident_on(letter)
    pages = ["/", reverse("readiness:incidents"), address("readiness:item", letter)]
    pages.append(address("readiness:review", letter))
    few = [asked_of(office, each) for each in pages]
    for _ in range(5):
        incident_on(paper(sds))
    assert [asked_of(office, each) for each in pages] == few
    assert few[1] < FEW


def test_a_reviewer_checks_again_and_is_told(sds):
    letter, office = paper(sds), reviewer()
    url = address("readiness:check_stored_bytes", letter)
    assert "Check the stored bytes again" in words(page(office, address("readiness:item", letter)))
    assert "byte for byte as handed in" in words(sent(office, url, {}).content.decode())
    altered(letter)
    told = words(sent(office, url, {}).content.decode())
    assert "letter.pdf: other bytes than were handed in. An incident is open." in told
    assert "Check the stored bytes" not in words(
        page(member(sds.provider), address("readiness:item", letter))
    )


def test_a_large_file_is_said_to_be_checked_by_a_worker(sds, monkeypatch):
    monkeypatch.setattr(integrity, "AT_ONCE", 1)
    letter, office = paper(sds), reviewer()
    told = words(sent(office, address("readiness:check_stored_bytes", letter), {}).content.decode())
    assert "A worker reads them now" in told
    assert "A check of the stored bytes was asked for on" in told


def test_a_store_that_is_away_is_said_to_be_away(sds, settings, tmp_path):
    letter, office = paper(sds), reviewer()
    settings.MEDIA_ROOT = tmp_path / "not mounted"
    told = words(sent(office, address("readiness:check_stored_bytes", letter), {}).content.decode())
    assert "The store of files does not answer" in told
    assert not Incident.objects.exists()


def test_an_administrator_closes_one_with_a_reason(sds):
    incident, office = incident_on(paper(sds)), administrator()
    url = address("readiness:close_incident", incident)
    assert integrity.SAY_WHY_CLOSED in words(sent(office, url, {"why": " "}).content.decode())
    told = words(sent(office, url, {"why": "Lost for good."}).content.decode())
    assert "No incident is open." in told
    assert "Lost for good." in told
    assert "Lost for good." in words(page(office, url)), "it says so, in place of the form"


def test_an_administrator_erases_a_document_and_the_item_says_so(sds):
    letter, office = paper(sds, decided=DecisionOutcome.REJECTED), administrator()
    url = address("readiness:erase_file_bytes", letter.files.get())
    assert url in page(office, address("readiness:item", letter))
    assert "Say why it is erased" in words(sent(office, url, {"why": ""}).content.decode())
    told = words(sent(office, url, {"why": "Its time is over."}).content.decode())
    assert f"Erased on {clock.today():%-d %B %Y} by {office.name}, for: “Its time is over.”" in told
    assert letter.files.get().sha256 in told
    assert "Check the stored bytes" not in told
    assert "Look at it" not in told
    assert "Erase it for good" not in told
    review = words(page(reviewer(), address("readiness:review", letter)))
    assert "letter.pdf was erased on" in review
    assert "is not as it was handed in" not in review


def test_what_has_to_stay_says_why_and_has_no_form(sds):
    letter, office = paper(sds, decided=DecisionOutcome.ACCEPTED), administrator()
    url = address("readiness:erase_file_bytes", letter.files.get())
    assert url not in page(office, address("readiness:item", letter))
    markup = page(office, url)
    assert f"{letter.reference} is accepted and counts" in words(markup)
    assert 'name="why"' not in markup
    assert signed_in(office).post(url, {"why": "All the same"}).status_code == HTTPStatus.OK
    assert letter.files.get().erased_at is None


def test_neither_an_incident_nor_erasing_changes_the_facts(sds):
    letter = paper(sds, decided=DecisionOutcome.REJECTED)
    before = facts_document(sds, as_of=clock.today())
    incident_on(letter)
    erase_file_bytes(actor=administrator(), file=letter.files.get(), why="Its time is over.")
    sds.refresh_from_db()
    assert facts_document(sds, as_of=clock.today()) == before

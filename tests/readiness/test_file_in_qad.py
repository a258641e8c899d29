from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.actions import withdraw_evidence
from evidence.models import EvidenceItem, Filing
from journal import clock
from parties.models import Person
from tests.parties.builders import (
    code_body,
    item,
    mdr_route,
    member,
    organisation,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import nothing_changes, sent, signed_in, words

pytestmark = pytest.mark.django_db


def a_test_of_output() -> EvidenceItem:
    sds = service()
    return item(sds, EvidenceKind.OUTPUT_TEST, [supplier_route(sds)])


def post(person: Person, page_name: str, key: UUID, **typed: object) -> tuple[int, str]:
    response = sent(person, reverse(f"readiness:{page_name}", args=[key]), typed)
    return response.status_code, words(response.content.decode())


def test_the_provider_files_in_pit_and_in_a_section_of_the_qad():
    shown = a_test_of_output()
    use = use_of(shown)
    overview = section(use.service)
    person = member(use.service.provider)
    _, said = post(person, "file_in_pit", use.pk)
    assert "Filed in the PIT evidence." in said
    _, said = post(person, "file_in_qad", use.pk, section=overview.local_id)
    assert "Filed in the QAD, Service overview." in said
    _, said = post(person, "file_in_qad", use.pk, section="")
    assert "Filed in the QAD." in said
    assert [(each.place, each.section, each.on) for each in use.filings.all()] == [
        ("pit", None, clock.today()),
        ("qad", overview, clock.today()),
        ("qad", None, clock.today()),
    ]


def test_a_filing_is_withdrawn():
    use = use_of(a_test_of_output())
    person = member(use.service.provider)
    post(person, "file_in_pit", use.pk)
    filing = use.filings.get()
    _, said = post(person, "withdraw_filing", filing.pk)
    assert "No longer filed in the PIT evidence." in said
    filing.refresh_from_db()
    assert filing.withdrawn_on == clock.today()
    with nothing_changes():
        _, said = post(person, "withdraw_filing", filing.pk)
    assert "This filing was withdrawn already" in said


def test_what_can_not_be_filed_is_told_and_nothing_changes():
    shown = a_test_of_output()
    use = use_of(shown)
    elsewhere = section(service())
    person = member(use.service.provider)
    post(person, "file_in_pit", use.pk)
    with nothing_changes():
        assert "It is filed in the PIT evidence already." in post(person, "file_in_pit", use.pk)[1]
    for bad in (elsewhere.pk, "nonsense"):
        with nothing_changes():
            said = post(person, "file_in_qad", use.pk, section=bad)[1]
        assert "Choose a section of this service's QAD." in said
    withdraw_evidence(actor=reviewer(), item=shown)
    with nothing_changes():
        assert "This item is withdrawn, so it can't be filed." in post(person, "file_in_qad", use.pk)[1]


def test_for_those_who_may_not_there_is_nothing_to_file():
    shown = a_test_of_output()
    use = use_of(shown)
    post(reviewer(), "file_in_pit", use.pk)
    filing = Filing.objects.get()
    for somebody in (member(organisation()), member(shown.about), code_body()):
        with nothing_changes():
            for name, key in (
                ("file_in_pit", use.pk),
                ("file_in_qad", use.pk),
                ("withdraw_filing", filing.pk),
            ):
                assert post(somebody, name, key)[0] == 404, (somebody, name)


def test_looking_files_nothing():
    sds = service()
    use = use_of(item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)]))
    client = signed_in(member(sds.provider))
    for name in ("file_in_pit", "file_in_qad"):
        assert client.get(reverse(f"readiness:{name}", args=[use.pk])).status_code == 405

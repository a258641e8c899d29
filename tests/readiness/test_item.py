from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from evidence.actions import accept_evidence, add_use, file_in_pit, withdraw_evidence
from evidence.models import EvidenceItem
from journal import clock
from parties.models import Person
from tests.parties.builders import (
    LETTER,
    administrator,
    code_body,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import nothing_changes, page, sent, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

CERTIFICATE = EvidenceKind.UEPT_CERTIFICATE


def address(shown: EvidenceItem, page_name: str = "item") -> str:
    return reverse(f"readiness:{page_name}", args=[shown.pk])


def said_to(person: Person, shown: EvidenceItem) -> str:
    return words(page(person, address(shown)))


def a_certificate(**fields: object) -> EvidenceItem:
    programme()
    sds = service()
    return item(sds, CERTIFICATE, [mdr_route(sds)], **fields)  # type: ignore[arg-type]


def test_the_page_tells_what_it_is():
    sds = service(name="Brackenfell SDS")
    ines = member(sds.provider, name="Ines Okafor")
    shown = item(sds, CERTIFICATE, [mdr_route(sds)], by=ines, expires_on=clock.today() + timedelta(9))
    said = said_to(ines, shown)
    assert f"UEPT certificate, {sds.provider} In review" in said
    assert f"by Ines Okafor of {sds.provider}" in said
    assert "DCC User Role Meter Data Retriever (MDR) Version of the test scenarios CTSD 3.2" in said
    assert (
        f"letter.pdf application/pdf, {len(LETTER)} bytes SHA-256 " + shown.files.get().sha256
        in said.replace("\xa0", " ")
    )
    assert "Valid until" in said
    assert reverse("evidence:download_file", args=[shown.files.get().pk]) in page(ines, address(shown))


def test_details_left_out_are_said_to_be():
    sds = service()
    shown = item(sds, CERTIFICATE, [mdr_route(sds)], {"user_role": "MDR"})
    assert "Version of the test scenarios Not given" in said_to(reviewer(), shown)


def test_an_item_without_its_document_says_so():
    sds = service()
    shown = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])
    assert "No document held." in said_to(reviewer(), shown)


def test_decisions_stand_with_reasons_and_authors_newest_first():
    shown = a_certificate(decided=DecisionOutcome.QUERIED)
    accept_evidence(actor=reviewer(name="Maeve Tollan"), item=shown, reason="Thank you, all clear.")
    said = said_to(member(shown.about), shown)
    assert "by Maeve Tollan Thank you, all clear. Queried on" in said
    assert "Which company is this about?" in said


def test_each_gate_that_lists_it_tells_why():
    shown = a_certificate(decided=DecisionOutcome.ACCEPTED)
    said = said_to(reviewer(), shown)
    assert "Met User Entry Process Testing A094 A202 I1" in said
    assert "Insufficient SECAS has confirmed the full User Entry Process A203" in said
    assert "has only its UEPT certificate" in said
    assert "Needed for Qualification, advice for Qualification Testing" in said


def test_a_check_of_elexon_offers_no_decision():
    sds = service()
    shown = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])
    said = said_to(reviewer(), shown)
    assert "Recorded" in said
    assert "Decide it" not in said


def test_other_parties_have_no_such_page():
    shown = a_certificate()
    for somebody in (member(organisation()), member(organisation(), is_superuser=True)):
        for name in ("item", "withdraw_evidence"):
            assert signed_in(somebody).get(address(shown, name)).status_code == 404
        with nothing_changes():
            for name in ("withdraw_evidence", "add_use"):
                assert signed_in(somebody).post(address(shown, name)).status_code == 404
    for somebody in (member(shown.about), reviewer(), administrator(), code_body()):
        assert signed_in(somebody).get(address(shown), follow=True).status_code == 200


def test_what_another_provider_uses_it_for_stays_hidden():
    supplier = organisation("Tarnwick Energy")
    ours, theirs = service(name="Ours"), service(name="Theirs")
    shown = item(ours, EvidenceKind.OUTPUT_TEST, [supplier_route(ours, supplier)])
    add_use(actor=reviewer(), item=shown, service=theirs, routes=[supplier_route(theirs, supplier)])
    staff, provider, collector = (
        said_to(person, shown) for person in (reviewer(), member(ours.provider), member(supplier))
    )
    assert "Ours" in staff
    assert "Theirs" in staff
    assert "Ours" in provider
    assert "Theirs" not in provider
    assert "Ours" in collector, "it collects for both"
    assert "Theirs" in collector
    assert "Tarnwick Energy" in collector


def test_filings_stand_with_their_section():
    sds = service()
    shown = item(sds, EvidenceKind.OUTPUT_TEST, [supplier_route(sds)])
    section(sds, "Supplier collection")
    assert "Not filed in the PIT evidence or the QAD." in said_to(reviewer(), shown)
    file_in_pit(actor=reviewer(), use=use_of(shown))
    said = said_to(member(sds.provider), shown)
    assert "Filed in the PIT evidence," in said
    assert "Withdraw this filing" in said
    assert "s1, Supplier collection" in said
    looker = said_to(code_body(), shown)
    assert "Filed in the PIT evidence," in looker
    assert "Withdraw this filing" not in looker
    assert "File in PIT" not in looker


def test_further_uses_are_offered_where_the_rules_would_look():
    provider = organisation()
    first, second = service(provider, name="First"), service(provider, name="Second")
    route = mdr_route(first)
    again = mdr_route(second)
    mdr_route(second, organisation())
    mdr_route(second, withdrawn_on=clock.today())
    supplier_route(second)
    shown = item(first, CERTIFICATE, [route])
    person = member(provider)
    said = said_to(person, shown)
    assert said.count("Use it here too") == 1
    assert "Second, Route 1, MDR Use it here too : Second, Route 1, MDR" in said
    assert "Further uses" not in said_to(code_body(), shown)

    response = signed_in(person).post(address(shown, "add_use"), {"service": second.pk, "route": again.pk})
    assert response["Location"] == address(shown)
    assert set(use_of(shown, second).routes.all()) == {again}
    assert "Further uses" not in said_to(person, shown)


def test_a_completion_serves_another_service_of_the_provider():
    provider = organisation()
    first, second = service(provider), service(provider, name="Second")
    sit = service(provider, Participation.SIT, name="In SIT")
    shown = item(first, EvidenceKind.QT_COMPLETION)
    said = said_to(member(provider), shown)
    assert "Use it here too : Second" in said
    assert "In SIT" not in said, "no rule looks at it there"
    item(first, EvidenceKind.DBT_COMPLETION)
    signed_in(member(provider)).post(address(shown, "add_use"), {"service": second.pk, "route": ""})
    assert use_of(shown, second).routes.count() == 0
    assert sit.uses.count() == 0


def test_a_use_that_the_rules_of_the_house_refuse_is_told():
    shown = a_certificate()
    (use,) = shown.uses.all()
    person = member(shown.about)
    with nothing_changes():
        answer = sent(person, address(shown, "add_use"), {"service": use.service_id})
        assert "The item counts there already." in words(answer.content.decode())
    with nothing_changes():
        for service_id in ("nonsense", ""):
            response = signed_in(person).post(address(shown, "add_use"), {"service": service_id})
            assert response.status_code == 404
    elsewhere = service()
    with nothing_changes():
        response = signed_in(person).post(address(shown, "add_use"), {"service": elsewhere.pk})
        assert response.status_code == 404


def test_the_page_tells_what_falls_if_it_is_withdrawn_and_leads_to_each_finding():
    shown = a_certificate(decided=DecisionOutcome.ACCEPTED)
    person = member(shown.about)
    markup = page(person, address(shown))
    assert "If it is withdrawn, that leaves Qualification Testing not ready," in words(markup)
    route = shown.uses.get().routes.get()
    finding = [shown.uses.get().service_id, "qualification_testing", "A094.UEPT", route.pk]
    assert f'href="{reverse("readiness:finding", args=finding)}"' in markup
    withdraw_evidence(actor=person, item=shown)
    assert "If it is withdrawn" not in said_to(person, shown)


def test_withdrawing_shows_first_what_it_turns():
    shown = a_certificate(decided=DecisionOutcome.ACCEPTED)
    person = member(shown.about)
    with nothing_changes():
        said = words(page(person, address(shown, "withdraw_evidence")))
    assert f"Withdraw {shown.reference}?" in said
    assert "Withdrawing it leaves Qualification Testing not ready" in said
    assert "User Entry Process Testing goes from met to outstanding." in said
    client = signed_in(person)
    response = client.post(
        address(shown, "withdraw_evidence"), {"why": "Wrong company", "withdraw": "yes"}, follow=True
    )
    shown.refresh_from_db()
    assert shown.withdrawn_on == clock.today()
    assert "is withdrawn from today on" in words(response.content.decode())
    again = client.post(address(shown, "withdraw_evidence"), {"why": "", "withdraw": "yes"})
    assert "This item is withdrawn already" in words(again.content.decode())


def test_a_withdrawn_item_can_be_read_and_no_longer_filed():
    shown = a_certificate()
    withdraw_evidence(actor=reviewer(), item=shown)
    said = said_to(member(shown.about), shown)
    assert "Withdrawn" in said
    assert "File in PIT" not in said
    assert "Take it back" not in said


def test_where_a_rule_raises_the_rest_of_the_page_stands(monkeypatch: pytest.MonkeyPatch):
    for when_told in (False, True):
        shown = a_certificate()
        slug = use_of(shown).service.slug
        break_rule(monkeypatch, "A094.UEPT", service=slug, when_told=when_told)
        said = said_to(reviewer(), shown)
        assert "UEPT certificate" in said
        assert "could not be evaluated" in said or when_told
        monkeypatch.undo()


def test_the_number_of_queries_is_the_same_for_many_uses_and_decisions():
    provider = organisation()
    first = service(provider)
    shown = item(first, CERTIFICATE, [mdr_route(first)])
    client = signed_in(member(provider))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert client.get(address(shown)).status_code == 200
        return len(made)

    before = queries()
    for _ in range(3):
        other = service(provider)
        section(other)
        add_use(actor=reviewer(), item=shown, service=other, routes=[mdr_route(other)])
        file_in_pit(actor=reviewer(), use=use_of(shown, other))
        mdr_route(service(provider))
        accept_evidence(actor=reviewer(), item=shown)
    assert queries() <= before + 3, "the tables that were empty before"
    assert queries() <= 40

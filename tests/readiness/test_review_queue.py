from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import withdraw_evidence
from journal import clock
from parties.models import Person
from parties.working_days import working_days_between
from tests.parties.builders import (
    administrator,
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import page, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

QUEUE = "/review/"


def rows(person: Person) -> list[str]:
    markup = page(person, QUEUE).partition("<tbody data-keys-list>")[2].partition("</tbody>")[0]
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", markup, flags=re.DOTALL)]


def test_what_waits_stands_oldest_first_with_its_age():
    sds = service(organisation("Acme"), name="Acme SDS")
    route = mdr_route(sds)
    item(sds, EvidenceKind.UEP_CONFIRMATION, [route], submitted_on=days_ago(2))
    item(sds, EvidenceKind.SEC_ACCESSION, [route], submitted_on=days_ago(14))
    item(sds, EvidenceKind.QT_COMPLETION, submitted_on=days_ago(5))
    found = rows(reviewer())
    ages = [working_days_between(days_ago(days), clock.today()) for days in (14, 5, 2)]
    assert [int(row.split()[0]) for row in found] == ages
    assert ages[0] <= 10, "weekends are not counted"
    assert (
        "SEC accession EV-0002 Acme Route 1, MDR, Acme SDS Qualification Testing and Qualification A094"
        in found[0]
    )
    assert "The service" in found[1]
    assert "A203" in found[2]


def test_decided_withdrawn_and_run_out_items_and_checks_are_not_in_it():
    sds = service()
    route = mdr_route(sds)
    for outcome in DecisionOutcome:
        item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=outcome)
    withdraw_evidence(actor=reviewer(), item=item(sds, EvidenceKind.DCC_CONNECTION, [route]))
    item(sds, EvidenceKind.SEC_ACCESSION, [route], expires_on=days_ago(1))
    item(sds, EvidenceKind.UEP_CHECK, [route])
    said = words(page(reviewer(), QUEUE))
    assert "Nothing waits for a decision" in said
    assert "What providers hand in stands here, oldest first" in said


def test_it_tells_what_accepting_would_turn():
    programme()
    sds = service()
    route = mdr_route(sds)
    testing = [
        EvidenceKind.SEC_ACCESSION,
        EvidenceKind.SECURITY_ASSESSMENT,
        EvidenceKind.DCC_CONNECTION,
        EvidenceKind.DCC_ADAPTER,
        EvidenceKind.CONSUMPTION_DATA_PLAN,
    ]
    for kind in testing:
        item(sds, kind, [route], decided=DecisionOutcome.ACCEPTED)
    for kind in (EvidenceKind.DBT_COMPLETION, EvidenceKind.PIT_COMPLETION):
        item(sds, kind, decided=DecisionOutcome.ACCEPTED)
    certificate = item(sds, EvidenceKind.UEPT_CERTIFICATE, [route])
    signed_in(member(sds.provider)).post(reverse("readiness:file_in_pit", args=[certificate.uses.get().pk]))
    item(sds, EvidenceKind.UEP_CONFIRMATION, [route], submitted_on=days_ago(5))
    first, second = rows(reviewer())
    assert "turns Qualification Testing ready" in first
    assert re.search(r"leaves Qualification not ready, \d+ open$", second)
    assert "1 of them turns a gate by itself." in words(page(reviewer(), QUEUE))


def test_what_you_handed_in_is_marked():
    sds = service()
    yours = reviewer()
    item(sds, EvidenceKind.DBT_COMPLETION, by=yours)
    said = words(page(yours, QUEUE))
    assert "You handed in 1 of these; another reviewer decides it." in said
    assert "EV-0001, handed in by you" in said
    assert "handed in by you" not in words(page(reviewer(), QUEUE))


def test_fifty_stand_on_a_page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("readiness.views.review.PER_PAGE", 2)
    sds = service()
    for age in (9, 8, 7):
        item(sds, EvidenceKind.DBT_COMPLETION, submitted_on=days_ago(age))
    person = reviewer()
    first = page(person, QUEUE)
    assert "1 to 2 of 3" in words(first)
    assert len(rows(person)) == 2
    second = words(page(person, QUEUE, page="2"))
    assert "EV-0003" in second
    assert "EV-0001" not in second


def test_an_sds_that_can_not_be_evaluated_leaves_the_others(monkeypatch: pytest.MonkeyPatch):
    broken, whole = service(), service()
    item(broken, EvidenceKind.DBT_COMPLETION, submitted_on=days_ago(30))
    item(whole, EvidenceKind.DBT_COMPLETION)
    break_rule(monkeypatch, "PIT.DBT_COMPLETE", service=broken.slug, when_told=False)
    first, second = rows(reviewer())
    assert "could not be evaluated" in first
    assert "leaves" in second


def test_only_programme_staff_have_the_queue():
    sds = service()
    for somebody in (reviewer(), administrator()):
        assert signed_in(somebody).get(QUEUE).status_code == 200
    for somebody in (code_body(), member(sds.provider), member(sds.provider, is_superuser=True)):
        assert signed_in(somebody).get(QUEUE).status_code == 404


def test_it_is_filtered_by_kind_party_and_gate():
    programme()
    acme, other = (
        service(organisation("Acme"), name="Acme SDS"),
        service(organisation("Other"), name="Other SDS"),
    )
    route = mdr_route(acme, acme.provider)
    item(acme, EvidenceKind.SEC_ACCESSION, [route])
    item(acme, EvidenceKind.UEP_CONFIRMATION, [route])
    item(other, EvidenceKind.DBT_COMPLETION)
    person = reviewer()

    def shown(**asked: str) -> set[str]:
        markup = page(person, QUEUE, **asked)
        return set(re.findall(r"EV-\d{4}", markup.partition("<tbody")[2].partition("</tbody>")[0]))

    assert shown() == {"EV-0001", "EV-0002", "EV-0003"}
    assert shown(kind="sec_accession") == {"EV-0001"}
    assert shown(party=str(other.provider_id)) == {"EV-0003"}
    assert shown(gate="qualification_testing") == {"EV-0001", "EV-0002", "EV-0003"}
    assert shown(gate="sit_cit") == set()
    assert shown(kind="sec_accession", party=str(other.provider_id)) == set()
    assert shown(kind="nonsense", party="x", gate="y") == {"EV-0001", "EV-0002", "EV-0003"}
    said = words(page(person, QUEUE, gate="sit_cit"))
    assert "Nothing that waits is of this sort" in said
    assert "Clear the filter" in said
    assert "1 of 3 item" in words(page(person, QUEUE, kind="sec_accession"))


def test_the_filter_stays_over_the_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("readiness.views.review.PER_PAGE", 1)
    sds = service()
    for _ in range(2):
        item(sds, EvidenceKind.DBT_COMPLETION)
    assert "?kind=dbt_completion&amp;page=2" in page(reviewer(), QUEUE, kind="dbt_completion")


@pytest.mark.parametrize("asked", [{}, {"kind": "output_test"}, {"gate": "qualification"}])
def test_the_number_of_queries_does_not_grow(asked):
    client = signed_in(reviewer())
    services = [service() for _ in range(3)]
    routes = [[supplier_route(sds), supplier_route(sds)] for sds in services]

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert client.get(QUEUE, asked).status_code == 200
        return len(made)

    def hand_in(number: int) -> None:
        for at in range(number):
            item(services[at % 3], EvidenceKind.OUTPUT_TEST, routes[at % 3])

    hand_in(3)
    queries()
    before = queries()
    hand_in(27)
    queries()
    assert queries() == before
    assert before <= 24

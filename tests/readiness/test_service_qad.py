"""The pages of QADs: sections as they stand, who may move them on, and what is in a signature's way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, RouteKind
from evidence.actions import agree_section, file_in_qad, query_section, submit_section
from evidence.models import QadSection, SectionEntry, SignOff
from journal import clock
from parties.models import Person, SmartDataService
from readiness.actions import grant_waiver
from readiness.queries.qads import sections_waiting
from readiness.standing import standings
from tests.parties.builders import (
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    on,
    organisation,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import nothing_changes, page, part, rows, signed_in, words

pytestmark = pytest.mark.django_db
ALL = "/qad/"
QUERIES = 22


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    made = service(organisation("Acme"), name="Acme SDS")
    mdr_route(made)
    return made


@pytest.fixture
def overview(sds: SmartDataService) -> QadSection:
    return section(sds, "Service overview")


def of(sds: SmartDataService) -> str:
    return reverse("readiness:service_qad", args=[sds.pk])


def to_move(part: QadSection) -> str:
    return reverse("readiness:move_section", args=[part.pk])


def to_sign(sds: SmartDataService) -> str:
    return reverse("readiness:sign_qad", args=[sds.pk])


def move(person: Person, of: QadSection, **sent: Any) -> str:
    return words(signed_in(person).post(to_move(of), sent, follow=True).content.decode())


def test_a_section_tells_its_status_history_and_filings(sds: SmartDataService, overview: QadSection):
    asked = section(sds, "Supplier arrangements", route_kinds=[RouteKind.SUPPLIER_ROLES])
    paper = item(sds, EvidenceKind.SEC_ACCESSION, [sds.routes.get()], decided=DecisionOutcome.ACCEPTED)
    file_in_qad(actor=reviewer(), use=use_of(paper), section=overview)
    with on(days_ago(9)):
        submit_section(actor=member(sds.provider, name="Oona Strand"), section=overview)
    query_section(actor=code_body(), section=overview, note="Who runs it?")
    markup = page(member(sds.provider), of(sds))
    said = words(part(markup, f'id="{overview.local_id}"', "</section>"))
    assert "Queried Queried since" in said
    assert "“Who runs it?”" in said
    assert "Oona Strand" in said
    assert f"Accepted {use_of(paper).local_id}, SEC accession" in said
    assert "Not required" in words(part(markup, f'id="{asked.local_id}"', "</section>"))
    assert "0 of 1 section agreed." in words(markup)


def test_the_page_looks_back(sds: SmartDataService, overview: QadSection):
    with on(days_ago(9)):
        submit_section(actor=member(sds.provider), section=overview)
    agree_section(actor=code_body(), section=overview)
    said = words(page(reviewer(), of(sds), as_of=days_ago(3).isoformat()))
    assert "In review Submitted since" in said
    assert "0 of 1 section agreed." in said


def test_the_provider_writes_and_the_code_body_answers(sds: SmartDataService, overview: QadSection):
    provider, answers = member(sds.provider), code_body()
    assert "The provider has not submitted this section yet" in words(page(answers, to_move(overview)))
    with nothing_changes():
        assert "has not submitted this section yet" in move(answers, overview, move="agreed")
    assert "is submitted." in move(provider, overview, move="submitted", note="Ready to read")
    assert "Press a button." in move(provider, overview, move="agreed")
    with nothing_changes():
        assert "Write the question" in move(answers, overview, move="queried", note=" ")
    assert "is queried." in move(answers, overview, move="queried", note="Who runs it?")
    assert "is submitted." in move(provider, overview, move="submitted", note="We do")
    assert "is agreed." in move(answers, overview, move="agreed")
    history = list(SectionEntry.objects.filter(section=overview).values_list("status", "note"))
    assert history == [
        ("submitted", "Ready to read"),
        ("queried", "Who runs it?"),
        ("submitted", "We do"),
        ("agreed", ""),
    ]


def test_the_effect_of_each_step_stands_before_its_button(sds: SmartDataService, overview: QadSection):
    submit_section(actor=member(sds.provider), section=overview)
    said = words(page(code_body(), to_move(overview)))
    assert "Agreed It leaves Qualification not ready" in said
    assert "QAD section agreed Qualification In review to Met" in said


def test_a_section_is_added_once_with_its_key(sds: SmartDataService):
    address = reverse("readiness:add_section", args=[sds.pk])
    client = signed_in(code_body())
    sent = {"local_id": "SDS-MDR-01", "title": "MDR", "route_kinds": ["mdr"], "official_reference": "4.5"}
    client.post(address, sent)
    made = QadSection.objects.get()
    assert (made.local_id, made.route_kinds, made.official_reference) == ("SDS-MDR-01", ["mdr"], "4.5")
    again = words(client.post(address, sent).content.decode())
    assert "This id is taken. Choose another." in again
    bad = words(client.post(address, sent | {"local_id": "a b", "title": ""}).content.decode())
    assert "Use 1 to 64 letters, digits, points, hyphens and underscores." in bad
    assert "Give the section a title." in bad


def test_what_is_in_the_way_of_a_signature_stands_before_the_button(
    sds: SmartDataService, overview: QadSection
):
    provider = member(sds.provider)
    said = words(page(provider, to_sign(sds)))
    assert "A signature of today would not do. 1 of 1 sections is not agreed: s1 (not started)." in said
    submit_section(actor=provider, section=overview)
    agree_section(actor=code_body(), section=overview)
    said = words(page(provider, to_sign(sds)))
    assert "nothing stands in the way" in said
    assert "QAD signed by a director Qualification Outstanding to Met" in said


def test_signing_twice_by_the_same_form_is_one_signature(sds: SmartDataService, overview: QadSection):
    client = signed_in(member(sds.provider))
    with nothing_changes():
        assert "Name the director who signed." in words(client.post(to_sign(sds), {}).content.decode())
    for _ in range(2):
        client.post(to_sign(sds), {"signatory": "Una Marsh, director"})
    assert SignOff.objects.get().signatory == "Una Marsh, director"


def test_all_qads_stand_with_what_waits_longest_first(sds: SmartDataService, overview: QadSection):
    programme(gate_dates={"qualification": (clock.today() + timedelta(days=70)).isoformat()})
    later = service(name="Zephyr SDS")
    mdr_route(later)
    for of_sds, days in ((sds, 3), (later, 40)):
        waiting = section(of_sds, f"Waits {days}")
        with on(days_ago(days)):
            submit_section(actor=member(of_sds.provider), section=waiting)
    markup = page(code_body(), ALL)
    assert "2 sections to agree or query" in words(markup)
    assert list(rows(markup))[-2:] == [f"Zephyr SDS {later.provider}", "Acme SDS Acme"]
    stand = standings([sds, later], as_of=clock.today())
    assert [one.service for one in sections_waiting(stand, code_body())] == [later, sds]
    assert rows(markup)["Acme SDS Acme"][:4] == ["0 of 2", "1", "–", "1"]
    assert "Code Body acts. Qualification is due on" in rows(markup)["Acme SDS Acme"][4]
    own = page(member(sds.provider), ALL)
    assert "Zephyr" not in own
    assert "No query waits for an answer." in words(own)


def test_a_section_under_a_waiver_waits_for_nobody(sds: SmartDataService, overview: QadSection):
    submit_section(actor=member(sds.provider), section=overview)
    assert "1 section to agree or query" in words(page(code_body(), ALL))
    assert overview.title in page(code_body(), reverse("readiness:home"))

    grant_waiver(
        actor=reviewer(),
        service=sds,
        scope=overview,
        requirement="QAD.SECTION",
        gates=[Gate.QUALIFICATION],
        granted_on=days_ago(1),
        granted_by="Qualification Working Group",
        reason="It follows.",
    )

    assert "No section waits for an answer." in words(page(code_body(), ALL))
    assert overview.title not in page(code_body(), reverse("readiness:home"))


def test_they_are_filtered_by_whom_they_wait_for(sds: SmartDataService, overview: QadSection):
    submit_section(actor=member(sds.provider), section=overview)
    section(service(name="Zephyr SDS"), "Not begun")
    assert "Zephyr SDS" not in page(reviewer(), ALL, waits_for="code_body")
    assert "Acme SDS" not in page(reviewer(), ALL, waits_for="provider")


@pytest.mark.parametrize("address", [ALL, "one"])
def test_the_number_of_queries_does_not_grow(
    sds: SmartDataService, address: str, django_assert_max_num_queries
):
    client = signed_in(member(sds.provider))
    for number in range(6):
        part = section(sds, f"Part {number}")
        with on(clock.today() - timedelta(days=number)):
            submit_section(actor=member(sds.provider), section=part)
        supplier_route(service(sds.provider))
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(of(sds) if address == "one" else address)
    assert answer.status_code == 200
    assert answer.content.decode().count("0 of 6") == 1

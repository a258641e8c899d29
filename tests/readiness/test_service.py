from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Participation, WaiverKind
from evidence.actions import file_in_pit, query_section, submit_section
from journal import clock
from parties.actions import record_gate_passed
from parties.models import CollectionRoute, Person, SmartDataService
from readiness.actions import grant_waiver
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
    section,
    service,
    supplier_route,
    use_of,
)
from tests.readiness.pages import page, part, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

ACCEPTED, QUERIED = DecisionOutcome.ACCEPTED, DecisionOutcome.QUERIED
ROUTE_PAPERS = (
    EvidenceKind.SEC_ACCESSION,
    EvidenceKind.SECURITY_ASSESSMENT,
    EvidenceKind.DCC_CONNECTION,
    EvidenceKind.DCC_ADAPTER,
    EvidenceKind.CONSUMPTION_DATA_PLAN,
)


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    return service(name="Emberley Data")


@pytest.fixture
def route(sds: SmartDataService) -> CollectionRoute:
    return mdr_route(sds)


def url(sds: SmartDataService) -> str:
    address: str = reverse("readiness:service", args=[sds.pk])
    return address


def finding(markup: str, title: str) -> str:
    """The markup of the finding under that title, where it is not folded."""
    articles = re.findall(r'<article class="qt-finding">(.*?)</article>', markup, flags=re.DOTALL)
    found: str = next(article for article in articles if title in words(article))
    return found


def ready_for_testing(sds: SmartDataService, route: CollectionRoute) -> None:
    for kind in ROUTE_PAPERS:
        item(sds, kind, [route], decided=ACCEPTED)
    certificate = item(sds, EvidenceKind.UEPT_CERTIFICATE, [route], decided=ACCEPTED)
    file_in_pit(actor=member(sds.provider), use=use_of(certificate))
    for kind in (EvidenceKind.DBT_COMPLETION, EvidenceKind.PIT_COMPLETION):
        item(sds, kind, decided=ACCEPTED)


def test_key_facts_name_the_routes_with_collector_category_and_day(sds: SmartDataService):
    mdr_route(sds, declared_on=days_ago(30))
    supplier_route(sds, organisation("Tarnwick Energy"))
    withdrawn = mdr_route(sds, organisation("Gone Ltd"), withdrawn_on=days_ago(1))
    text = words(page(reviewer(), url(sds)))
    assert f"Route 1 MDR, collected by {sds.provider} itself (Other SEC Party), since" in text
    assert (
        "Route 2 IS/ES, collected by Tarnwick Energy (Supplier, own customers only, uses IS and ES)" in text
    )
    assert str(withdrawn.collector) not in text
    assert "as a Non-SIT participant, design baseline IR8" in text


def test_the_gates_link_to_themselves_and_the_first_that_is_not_ready_is_chosen(
    sds: SmartDataService, route: CollectionRoute
):
    assert "Findings for Qualification Testing" in words(page(reviewer(), url(sds)))
    ready_for_testing(sds, route)
    markup = page(reviewer(), url(sds))
    assert "Findings for Qualification" in words(markup)
    assert "Findings for Qualification Testing" not in words(markup)
    assert 'href="?gate=qualification_testing"' in markup
    assert 'href="?gate=sit_cit"' not in markup
    assert "Findings for Qualification Testing" in words(
        page(reviewer(), url(sds), gate="qualification_testing")
    )


@pytest.mark.parametrize("gate", ["sit_cit", "no gate"])
def test_a_gate_that_is_not_asked_falls_back_to_the_first_to_do(sds: SmartDataService, gate: str):
    assert "Findings for Qualification Testing" in words(page(reviewer(), url(sds), gate=gate))


def test_a_passed_gate_says_so_first_and_is_not_the_one_chosen(sds: SmartDataService):
    day = clock.today() - timedelta(days=2)
    record_gate_passed(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION_TESTING, on=day)
    markup = page(reviewer(), url(sds))
    station = words(part(markup, 'href="?gate=qualification_testing"', "</li>"))
    assert station.index(f"Passed on {day.day} ") < station.index("today: Not ready")
    assert "Findings for Qualification Testing" not in words(markup)


def test_a_finding_has_status_title_reason_citations_evidence_and_who_acts(
    sds: SmartDataService, route: CollectionRoute
):
    certificate = item(sds, EvidenceKind.UEPT_CERTIFICATE, [route], decided=ACCEPTED)
    markup = finding(
        page(member(sds.provider), url(sds), gate="qualification"),
        "SECAS has confirmed the full User Entry Process",
    )
    text = words(markup)
    assert text.startswith("Insufficient SECAS has confirmed")
    assert f"{sds.provider} has only its UEPT certificate, accepted on" in text
    assert "A203" in text
    assert f'href="{reverse("readiness:item", args=[certificate.pk])}">EV-0001</a>' in markup
    assert "UEPT certificate, accepted" in text
    assert "Provider acts. Ask SECAS to confirm" in text
    paper = f"{reverse('readiness:hand_in_evidence', args=[sds.pk])}?paper=uep_confirmation.{route.pk}"
    assert f'href="{paper}"' in markup


def test_advice_says_that_it_does_not_block(sds: SmartDataService, route: CollectionRoute):
    markup = page(reviewer(), url(sds), gate="qualification_testing")
    assert "advice, does not block" in words(finding(markup, "Plan for DCC production onboarding"))
    assert "advice" not in words(finding(markup, "SEC accession"))


def test_findings_stand_by_route_unmet_first_and_met_folded(sds: SmartDataService, route: CollectionRoute):
    second = supplier_route(sds, organisation("Tarnwick Energy"))
    item(sds, EvidenceKind.SEC_ACCESSION, [route], decided=ACCEPTED)
    markup = page(reviewer(), url(sds), gate="qualification_testing")
    text = words(part(markup, 'id="findings"', "</main>"))
    first_route = text.index(f"Route 1, MDR {route.collector}")
    second_route = text.index(f"Route 2, IS/ES {second.collector}")
    assert first_route < second_route < text.index("The service and its QAD")
    of_route = part(markup, "Route 1, MDR", "Route 2, IS/ES")
    shown, folded = of_route.split("<details", 1)
    assert "SEC accession" not in words(shown)
    assert "1 met" in words(folded)
    assert "SEC accession was accepted on" in words(folded)


def test_a_reviewers_own_words_stand_under_the_reason(sds: SmartDataService, route: CollectionRoute):
    queried = item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=QUERIED)
    markup = finding(page(member(sds.provider), url(sds)), "DCC adapter")
    assert "“Which company is this about?”" in words(markup)
    assert "Provider acts. Answer the query on EV-0001" in words(markup)
    assert f'href="{reverse("readiness:item", args=[queried.pk])}"' in markup


def test_the_code_bodies_act_on_a_section_and_their_query_is_quoted(sds: SmartDataService):
    overview = section(sds, "Service overview", local_id="SDS-01")
    submit_section(actor=member(sds.provider), section=overview)
    shown = finding(page(reviewer(), url(sds), gate="qualification"), "QAD section SDS-01, Service overview")
    assert "Code Body acts. Decide QAD section SDS-01" in words(shown)
    query_section(actor=code_body(), section=overview, note="Who signs for the collector?")
    shown = finding(page(reviewer(), url(sds), gate="qualification"), "QAD section SDS-01, Service overview")
    assert "“Who signs for the collector?”" in words(shown)


def test_a_waiver_says_until_when_and_why(sds: SmartDataService, route: CollectionRoute):
    grant_waiver(
        actor=reviewer(),
        service=sds,
        kind=WaiverKind.WORK_OFF_PLAN,
        requirement="A094.SECURITY",
        scope=route,
        gates=[Gate.QUALIFICATION_TESTING],
        granted_on=clock.today(),
        expires_on=clock.today() + timedelta(days=30),
        granted_by="Migration Advisory Group",
        reason="The assessment is booked",
    )
    text = words(finding(page(reviewer(), url(sds)), "Security assessment"))
    assert text.startswith("Waived")
    assert "Migration Advisory Group granted a work-off plan" in text
    assert "“The assessment is booked”" in text


def test_what_to_do_next_stands_by_who_acts_with_links_to_where_it_is_done(
    sds: SmartDataService, route: CollectionRoute
):
    waiting = item(sds, EvidenceKind.DCC_ADAPTER, [route])
    actor = reviewer()
    markup = part(page(actor, url(sds)), 'id="to-do"', "</section>")
    assert f"{sds.provider} " in words(markup)
    assert "Programme reviewer 1 Decide EV-0001, DCC adapter Route 1" in words(markup)
    assert f'href="{reverse("readiness:review", args=[waiting.pk])}"' in markup
    provider = part(page(member(sds.provider), url(sds)), 'id="to-do"', "</section>")
    assert reverse("readiness:review", args=[waiting.pk]) not in provider


def test_what_lacks_only_its_filing_links_to_the_item(sds: SmartDataService):
    route = supplier_route(sds)
    test = item(sds, EvidenceKind.OUTPUT_TEST, [route], decided=ACCEPTED)
    markup = finding(page(member(sds.provider), url(sds), gate="qualification"), "Output messages tested")
    assert "File EV-0001 in the PIT evidence and QAD" in words(markup)
    assert f'href="{reverse("readiness:item", args=[test.pk])}">File' in markup


def test_elexons_step_links_to_the_check_for_code_bodies_alone(sds: SmartDataService, route: CollectionRoute):
    check = f'href="{reverse("readiness:record_check", args=[route.pk])}"'
    title = "Elexon has checked the User Entry Process"
    assert check in finding(page(code_body(), url(sds), gate="qualification"), title)
    assert check not in finding(page(member(sds.provider), url(sds), gate="qualification"), title)


def test_risks_that_the_service_runs_are_named_with_their_state():
    sds = service(participation=Participation.SIT)
    text = words(page(reviewer(), url(sds)))
    assert "R548 Routes and their requirements not clear: Open" in text
    assert "R549" not in text


def test_what_could_not_be_evaluated_says_so_and_counts_as_not_ready(
    sds: SmartDataService, monkeypatch: pytest.MonkeyPatch, route: CollectionRoute
):
    break_rule(monkeypatch, "A203.CHECKED", service=sds.slug, when_told=True)
    text = words(page(reviewer(), url(sds)))
    assert "This service could not be evaluated The rules stopped at A203.CHECKED" in text
    assert text.count("Not ready") == 2
    assert "Findings for" not in text


def test_as_of_a_day_keeps_the_gate_and_the_gates_keep_the_day(sds: SmartDataService):
    mdr_route(sds, declared_on=days_ago(10))
    day = days_ago(11).isoformat()
    markup = page(reviewer(), url(sds), as_of=day, gate="qualification")
    assert "No collection route declared" in words(markup)
    assert f'href="?as_of={day}&amp;gate=qualification_testing"' in markup
    assert '<input type="hidden" name="gate" value="qualification">' in markup


@pytest.mark.parametrize("who", [reviewer, administrator, code_body])
def test_the_programme_and_code_bodies_see_it(sds: SmartDataService, who: Callable[[], Person]):
    assert "Emberley Data" in words(page(who(), url(sds)))


def test_another_partys_service_is_not_there(sds: SmartDataService):
    other = member(organisation())
    # It collects for the SDS, which does not open the whole of it.
    mdr_route(sds, other.organisation)
    response = signed_in(other).get(url(sds))
    assert response.status_code == 404
    assert "There is no page here for you" in words(response.content.decode())
    assert "Emberley" not in response.content.decode()


def test_who_may_hand_in_is_led_there(sds: SmartDataService):
    to = f'href="{reverse("readiness:hand_in_evidence", args=[sds.pk])}"'
    assert to in page(member(sds.provider), url(sds))
    assert to not in page(code_body(), url(sds))


def test_packs_come_from_their_own_room_and_without_script_by_a_link(sds: SmartDataService):
    packs = reverse("packs:service_packs", args=[sds.pk])
    markup = page(reviewer(), url(sds))
    assert f'hx-get="{packs}"' in markup
    assert f'<a href="{packs}">' in markup


@pytest.mark.parametrize("number", [1, 4])
def test_the_number_of_queries_does_not_grow_with_routes_and_papers(
    sds: SmartDataService, number: int, django_assert_num_queries
):
    for _ in range(number):
        route = mdr_route(sds)
        item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=QUERIED)
        item(sds, EvidenceKind.DCC_CONNECTION, [route])
        section(sds)
    client = signed_in(reviewer())
    with django_assert_num_queries(QUERIES):
        client.get(url(sds))


# The session and the person; the SDS; its facts; how much waits; demonstration or not.
QUERIES = 2 + 1 + 11 + 1 + 1

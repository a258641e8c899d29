from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Participation
from journal import clock
from parties.actions import record_gate_passed
from parties.models import CollectionRoute, Person, SmartDataService
from parties.working_days import working_days_between
from tests.parties.builders import (
    RIGHT_DETAILS,
    administrator,
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    on,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import page, rows, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db

PORTFOLIO = "/portfolio/"
ACCEPTED = DecisionOutcome.ACCEPTED


def dated(**gate_days: int) -> None:
    """The programme's gates, so many days from today."""
    days = {gate: (clock.today() + timedelta(days=number)).isoformat() for gate, number in gate_days.items()}
    programme(gate_dates=days)


def with_identifier(
    sds: SmartDataService, identifier: str, decided: DecisionOutcome | None = ACCEPTED
) -> None:
    details = RIGHT_DETAILS[EvidenceKind.MDR_DIP_ID] | {"four_digit_id": identifier}
    item(sds, EvidenceKind.MDR_DIP_ID, [mdr_route(sds)], details, decided=decided)


def test_a_row_says_routes_verdicts_next_date_and_who_acts():
    dated(qualification_testing=-3, qualification=40)
    sds = service(name="Brackenfell Data")
    mdr_route(sds)
    supplier_route(sds)
    row = rows(page(reviewer(), PORTFOLIO))["Brackenfell Data MDR and IS/ES"]
    testing, qualification, next_date, acts = row
    assert testing.startswith("Not ready late, ")
    assert qualification.startswith("Not ready ")
    assert "late" not in qualification
    left = working_days_between(clock.today(), clock.today() + timedelta(days=40))
    assert next_date.endswith(f"Qualification, {left} working days")
    assert "Provider" in acts
    assert "Elexon 2" in acts


def test_a_gate_that_was_passed_leads_with_the_day_and_is_not_late():
    dated(qualification_testing=-3)
    sds = service(name="Brackenfell Data")
    day = clock.today() - timedelta(days=4)
    record_gate_passed(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION_TESTING, on=day)
    testing = rows(page(reviewer(), PORTFOLIO))["Brackenfell Data No route declared"][0]
    assert testing.startswith(f"Passed {day.day} ")
    assert testing.endswith("Not ready today")
    assert "late" not in testing


def test_sit_and_non_sit_stand_apart_and_a_gate_that_is_not_asked_is_a_named_dash():
    service(name="Yarrow", participation=Participation.SIT)
    service(name="Zephyr")
    markup = page(reviewer(), PORTFOLIO)
    text = words(markup)
    assert (
        text.index("SIT participants 1, tested") < text.index("Yarrow") < text.index("Non-SIT participants 1")
    )
    assert rows(markup)["Yarrow No route declared"][5] == "Not applicable"
    assert rows(markup)["Zephyr No route declared"][0] == "Not applicable"


def test_the_sentence_on_top_says_what_is_near():
    with on(date(2025, 5, 14)):
        dated(qualification_testing=19, qualification=170)
        service()
        service()
        text = words(page(reviewer(), PORTFOLIO))
    assert "12 working days to Qualification Testing, Monday 2 June." in text
    assert "Of 2 Non-SIT participants 2 are not ready." in text


@pytest.mark.parametrize("who", [reviewer, administrator, code_body])
def test_the_programme_and_code_bodies_see_every_service(who: Callable[[], Person]):
    service(name="Yarrow")
    service(name="Zephyr")
    assert {"Yarrow No route declared", "Zephyr No route declared"} <= rows(page(who(), PORTFOLIO)).keys()


def test_a_member_sees_the_services_of_the_own_organisation_alone():
    own = service(name="Yarrow")
    # The other's collector is this member's organisation, which does not open the other's SDS to it.
    mdr_route(service(name="Zephyr"), own.provider)
    text = words(page(member(own.provider), PORTFOLIO))
    assert "Yarrow" in text
    assert "Zephyr" not in text


def test_nobody_sees_it_without_signing_in(client):
    response = client.get(PORTFOLIO)
    assert response.url == f"{reverse('account_login')}?next=/portfolio/"


def test_what_could_not_be_evaluated_says_so_and_the_others_stand(monkeypatch: pytest.MonkeyPatch):
    dated(qualification=40)
    mdr_route(service(name="Yarrow", slug="yarrow"))
    mdr_route(service(name="Zephyr", slug="zephyr"))
    break_rule(monkeypatch, "A203.CHECKED", service="zephyr", when_told=False)
    found = rows(page(reviewer(), PORTFOLIO))
    broken = found["Zephyr MDR Could not be evaluated: A203.CHECKED"]
    assert broken[:2] == ["Not ready", "Not ready"]
    assert broken[-1] == "Programme's office"
    assert "Provider" in found["Yarrow MDR"][-1]


def test_as_of_a_day_shows_that_day_and_says_so():
    sds = service(name="Yarrow")
    mdr_route(sds, declared_on=days_ago(10))
    before = page(reviewer(), PORTFOLIO, as_of=days_ago(11).isoformat())
    assert "Yarrow No route declared" in rows(before)
    assert "This is what today's record says of" in words(before)
    assert f"/services/{sds.pk}/?as_of={days_ago(11)}" in before
    today = page(reviewer(), PORTFOLIO)
    assert "Yarrow MDR" in rows(today)
    assert "today's record" not in words(today)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("yesterday", "Give a day such as 14 May 2025. Today is shown."),
        ("1999-12-31", "from 1 January 2000 on."),
    ],
)
def test_a_day_that_is_none_gets_a_sentence_and_today(asked: str, said: str):
    mdr_route(service(name="Yarrow"))
    markup = page(reviewer(), PORTFOLIO, as_of=asked)
    assert said in words(markup)
    assert "Yarrow MDR" in rows(markup)


def test_the_programme_sees_an_identifier_that_is_in_force_for_two_organisations():
    first, second = service(), service()
    with_identifier(first, "4471")
    with_identifier(second, "4471")
    text = words(page(reviewer(), PORTFOLIO))
    assert "The four-digit MDR identifier 4471 is in force for more than one organisation" in text
    assert f"{first.provider} ( EV-0001 )" in text
    assert f"{second.provider} ( EV-0002 )" in text
    for other in (member(first.provider), code_body()):
        assert "4471" not in page(other, PORTFOLIO)


def test_no_conflict_within_an_organisation_nor_with_what_is_not_accepted():
    first = service()
    with_identifier(first, "4471")
    with_identifier(service(first.provider), "4471")
    with_identifier(service(), "4471", decided=None)
    with_identifier(service(), "4472")
    assert "in force for more than one" not in page(reviewer(), PORTFOLIO)


def test_the_conflict_is_that_of_the_day():
    for sds in (service(), service()):
        with_identifier(sds, "4471")
    assert "4471" not in page(reviewer(), PORTFOLIO, as_of=days_ago(15).isoformat())


def test_an_empty_portfolio_says_what_will_stand_there():
    assert "No Smart Data Service yet" in words(page(reviewer(), PORTFOLIO))


def test_reviewers_see_how_much_waits_and_code_bodies_their_checks():
    sds = service()
    item(sds, EvidenceKind.DCC_ADAPTER, [mdr_route(sds)])
    assert "Review queue 1" in words(page(reviewer(), PORTFOLIO))
    checks = page(code_body(), PORTFOLIO)
    assert f'href="{reverse("readiness:checks")}"' in checks
    assert "Review queue" not in words(checks)
    assert "Review queue" not in words(page(member(sds.provider), PORTFOLIO))


@pytest.mark.parametrize("number", [3, 30])
def test_the_number_of_queries_does_not_grow_with_the_services(number: int, django_assert_num_queries):
    programme()
    for _ in range(number):
        sds = service()
        route = mdr_route(sds)
        supplier_route(sds)
        item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=ACCEPTED)
        with_identifier(sds, "4471")
    client = signed_in(reviewer())
    with django_assert_num_queries(QUERIES):
        client.get(PORTFOLIO)


# The session and the person; the SDSs; their facts; identifiers; how much waits.
QUERIES = 2 + 1 + 10 + 2 + 1


def test_a_party_finds_the_papers_about_it_that_others_rest_on():
    collector, provided = organisation("Tarnwick Energy"), service(name="Brackenfell Data")
    route = supplier_route(provided, collector)
    paper = item(provided, EvidenceKind.EXISTING_ARRANGEMENTS, [route], decided=ACCEPTED)
    assert "About you, used by others" not in page(member(collector), PORTFOLIO), "it is where it collects"
    CollectionRoute.objects.filter(pk=route.pk).update(withdrawn_on=days_ago(1))
    markup = page(member(collector), PORTFOLIO)
    assert f'href="/items/{paper.pk}/"' in markup
    assert "About you, used by others" in words(markup)
    assert "Brackenfell" not in markup
    assert "About you, used by others" not in page(member(provided.provider), PORTFOLIO)
    assert "About you, used by others" not in page(reviewer(), PORTFOLIO)

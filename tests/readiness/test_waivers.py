"""The pages of waivers: what there is and ends soon, granting with its effect before the decision, ending."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from assumptions.vocabulary import Gate
from journal import clock
from parties.models import CollectionRoute, Person
from parties.working_days import add_working_days
from readiness.models import Waiver
from readiness.queries.waivers import waivers_about_to_end
from tests.parties.builders import (
    code_body,
    days_ago,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    service,
)
from tests.readiness.granted import waiver
from tests.readiness.pages import nothing_changes, page, part, signed_in, words

pytestmark = pytest.mark.django_db
ALL = "/waivers/"
QUERIES = 14
TYPED = {
    "kind": "work_off_plan",
    "gates": ["qualification"],
    "granted_by": "Qualification Working Group",
    "reason": "Assessed by March",
}


@pytest.fixture
def route() -> CollectionRoute:
    programme()
    return mdr_route(service(organisation("Acme"), name="Acme SDS"))


def to_grant(route: CollectionRoute, requirement: str = "A094.SECURITY") -> str:
    address = reverse("readiness:grant_waiver", args=[route.service_id])
    return f"{address}?requirement={requirement}&scope={route.local_id}"


def typed(**fields: Any) -> dict[str, Any]:
    return TYPED | {"granted_on": clock.today().isoformat()} | fields


def test_the_list_tells_what_is_in_force_ends_soon_and_has_ended(route: CollectionRoute):
    today = clock.today()
    ending = waiver(route, expires_on=add_working_days(today, 20))
    waiver(route, expires_on=add_working_days(today, 21), requirement="A094.UEPT")
    waiver(route, expires_on=days_ago(1), requirement="A094.SEC_ACCESSION")
    said = words(page(reviewer(), ALL))
    assert "1 ends within 20 working days. 2 are in force." in said
    assert "Ends soon in 20 working days Acme SDS Security assessment, Route 1, MDR" in said
    assert [row.waiver for row in waivers_about_to_end(reviewer(), today)] == [ending]
    assert waivers_about_to_end(member(organisation()), today) == []
    ended = words(page(reviewer(), ALL, state="ended"))
    assert "SEC accession" in ended
    assert "Security assessment" not in ended


def test_a_provider_reads_those_of_its_own_and_can_not_end_them(route: CollectionRoute):
    waiver(route, reason="Booked with the assessor")
    other = mdr_route(service(name="Zephyr SDS"))
    waiver(other)
    markup = page(member(route.service.provider), ALL)
    assert "“Booked with the assessor”" in words(markup)
    assert "Zephyr" not in markup
    assert "End it" not in markup
    assert signed_in(qwg()).get(ALL).status_code == 404


def test_only_what_can_be_waived_is_offered(route: CollectionRoute):
    address = reverse("readiness:grant_waiver", args=[route.service_id])
    offered = page(reviewer(), address)
    assert "requirement=A094.SECURITY&amp;scope=r1" in offered
    assert "A203.UEP_CONFIRMED" not in offered
    said = words(page(reviewer(), to_grant(route, "A203.UEP_CONFIRMED")))
    assert "That can’t be waived for this service today." in said
    form = page(reviewer(), to_grant(route))
    assert 'value="qualification_testing"' in form
    assert 'value="sit_cit"' not in form


def test_the_effect_stands_before_the_decision_and_changes_nothing(route: CollectionRoute):
    client = signed_in(code_body())
    with nothing_changes():
        answer = client.post(to_grant(route), typed(look="yes", reason="")).content.decode()
    effect = words(part(answer, 'id="effect"', "</section>"))
    assert "leaves Qualification not ready" in effect
    assert "Nothing is saved yet" not in answer


def test_granting_it_twice_by_the_same_form_makes_one(route: CollectionRoute):
    client = signed_in(code_body())
    for _ in range(2):
        answer = client.post(to_grant(route), typed(), follow=True)
        assert "Recorded: Security assessment, Route 1, MDR, is set aside." in words(answer.content.decode())
    made = Waiver.objects.get()
    assert (made.kind, made.gates, made.route) == ("work_off_plan", [Gate.QUALIFICATION], route)
    assert made.expires_on is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"gates": []}, "Tick the gates for which it is set aside."),
        ({"gates": ["sit_cit"]}, "Tick gates that this requirement blocks."),
        ({"reason": ""}, "Give the group's reason."),
        ({"granted_by": " "}, "Name the group that decided it."),
        ({"granted_on": "soon"}, "Give a day such as 14 May 2025."),
        ({"expires_on": "2020-01-01"}, "Give a day that is not before"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    route: CollectionRoute, fields: dict[str, Any], said: str
):
    with nothing_changes():
        answer = signed_in(reviewer()).post(to_grant(route), typed(reason="Kept words") | fields)
    markup = answer.content.decode()
    assert said in words(markup)
    assert ("Kept words" in markup) == ("reason" not in fields)


def test_ending_it_tells_what_follows_on_the_day_after(route: CollectionRoute):
    made = waiver(route)
    address = reverse("readiness:end_waiver", args=[made.pk])
    client, today = signed_in(reviewer()), clock.today()
    effect = words(part(client.get(address).content.decode(), 'id="effect"', "</section>"))
    assert "Security assessment goes from waived to outstanding" in effect
    with nothing_changes():
        refused = words(client.post(address, {"on": today.isoformat(), "why": ""}).content.decode())
    assert "Say why it ends, so that the provider knows." in refused
    client.post(address, {"on": today.isoformat(), "why": "The assessment is done"})
    assert Waiver.objects.get().expires_on == today


@pytest.mark.parametrize("on", [date.max, days_ago(30)])
def test_an_end_that_can_not_be_is_refused_beside_its_field(route: CollectionRoute, on: date):
    made = waiver(route, expires_on=clock.today() + timedelta(days=3))
    address = reverse("readiness:end_waiver", args=[made.pk])
    with nothing_changes():
        answer = signed_in(reviewer()).post(address, {"on": on.isoformat(), "why": "It is done"})
    assert "Nothing is saved yet" in words(answer.content.decode())


def test_what_has_ended_can_not_be_ended_again(route: CollectionRoute):
    made = waiver(route, expires_on=days_ago(1))
    assert signed_in(reviewer()).get(reverse("readiness:end_waiver", args=[made.pk])).status_code == 404


def test_what_ends_soon_stands_on_the_page_of_its_service(route: CollectionRoute):
    waiver(route, expires_on=clock.today())
    address = reverse("readiness:service", args=[route.service_id])
    assert "Waiver for Security assessment (Route 1, MDR) ends on" in words(page(reviewer(), address))


def who(kind: str, route: CollectionRoute) -> Person:
    return reviewer() if kind == "staff" else member(route.service.provider)


@pytest.mark.parametrize("kind", ["staff", "provider"])
def test_its_queries_do_not_grow(route: CollectionRoute, kind: str, django_assert_max_num_queries):
    for requirement in ("A094.SECURITY", "A094.UEPT", "A094.SEC_ACCESSION", "A094.DCC_ADAPTER"):
        waiver(route, requirement=requirement)
    client = signed_in(who(kind, route))
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(ALL)
    assert answer.content.decode().count("In force</span>") == 4

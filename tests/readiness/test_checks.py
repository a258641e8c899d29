"""The list of Elexon's checks: how long each waits, since when and why; and what of it one wants to see."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from journal import clock
from parties.models import CollectionRoute, SmartDataService
from parties.working_days import working_days_between
from tests.parties.builders import (
    code_body,
    days_ago,
    item,
    mdr_route,
    organisation,
    service,
    supplier_route,
)
from tests.readiness.pages import page, part, signed_in, words

pytestmark = pytest.mark.django_db
CHECKS = reverse("readiness:checks")


@pytest.fixture
def yarrow() -> SmartDataService:
    return service(organisation("Yarrow"), name="Yarrow SDS")


def declared(sds: SmartDataService, days: int) -> CollectionRoute:
    return mdr_route(sds, declared_on=days_ago(days))


def age(day: date) -> int:
    return working_days_between(day, clock.today())


def to_do(**asked: str) -> list[str]:
    """Each route that is to be checked, in words, in the order of the page."""
    markup = part(page(code_body(), CHECKS, **asked), "To be checked", "</section>")
    return [words(each) for each in re.split(r'<div class="qt-ruled qt-check">', markup)[1:]]


def test_a_check_waits_from_the_declaration_where_there_is_nothing_to_look_at(yarrow):
    declared(yarrow, 20)
    (row,) = to_do()
    assert row.startswith(f"{age(days_ago(20))} days Outstanding Yarrow SDS, Route 1, MDR")
    assert ", when the route was declared" in row


def test_it_waits_from_the_first_paper_on_the_same_ground(yarrow):
    route = declared(yarrow, 40)
    item(yarrow, EvidenceKind.SEC_ACCESSION, [route], submitted_on=days_ago(30))
    item(yarrow, EvidenceKind.UEP_CONFIRMATION, [route], submitted_on=days_ago(9))
    (row,) = to_do()
    assert row.startswith(f"{age(days_ago(9))} days ")
    assert ", when its UEP confirmation was handed in" in row


def test_after_a_check_that_did_not_confirm_it_it_waits_from_that_check(yarrow):
    route = declared(yarrow, 40)
    item(yarrow, EvidenceKind.UEP_CONFIRMATION, [route], submitted_on=days_ago(30))
    item(yarrow, EvidenceKind.UEP_CHECK, [route], {"outcome": "not_confirmed"}, submitted_on=days_ago(6))
    (row,) = to_do()
    assert row.startswith(f"{age(days_ago(6))} days Insufficient")
    assert ", when the last check was made" in row


def test_what_waits_longest_stands_first_and_home_says_the_same(yarrow):
    declared(yarrow, 5)
    declared(yarrow, 30)
    assert [re.findall(r"Route \d", row)[0] for row in to_do()] == ["Route 2", "Route 1"]
    home = words(part(page(code_body(), reverse("readiness:home")), 'id="checks"', "</section>"))
    assert home.index("Route 2") < home.index("Route 1")
    assert f"{age(days_ago(30))} days" in home
    assert ", when the route was declared" in home
    longest = f"The longest wait is {age(days_ago(30))} working days."
    assert longest in words(page(code_body(), CHECKS))


def test_it_is_filtered_by_kind_and_collector(yarrow):
    tarnwick = organisation("Tarnwick Energy")
    declared(yarrow, 5)
    supplier_route(yarrow, tarnwick)
    supplier_route(yarrow)

    def shown(**asked: str) -> set[str]:
        return {re.findall(r"Route \d", row)[0] for row in to_do(**asked)}

    assert shown() == {"Route 1", "Route 2", "Route 3"}
    assert shown(kind="uep_check") == {"Route 1"}
    assert shown(kind="supplier_user_check") == {"Route 2", "Route 3"}
    assert shown(party=str(tarnwick.pk)) == {"Route 2"}
    assert shown(kind="uep_check", party=str(tarnwick.pk)) == set()
    assert shown(kind="no", party="'") == {"Route 1", "Route 2", "Route 3"}
    assert "1 of 3 routes can’t pass" in words(page(code_body(), CHECKS, kind="uep_check"))
    none = page(code_body(), CHECKS, kind="uep_check", party=str(tarnwick.pk))
    assert "None of these routes waits for a check; 3 others do." in words(none)


def test_after_a_check_one_is_back_at_what_one_chose(yarrow):
    route = declared(yarrow, 5)
    asked = f"?kind=uep_check&party={route.collector_id}"
    address = reverse("readiness:record_check", args=[route.pk]) + asked
    client = signed_in(code_body())
    assert f'href="{address}"' in html.unescape(client.get(CHECKS + asked).content.decode())
    form = html.unescape(client.get(address).content.decode())
    assert f'href="{CHECKS}{asked}"' in form
    answer = client.post(address, {"detail_outcome": "confirmed"})
    assert answer["Location"] == CHECKS + asked

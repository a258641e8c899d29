"""A four-digit identifier in force for two organisations, on the pages of the items that say so."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.models import EvidenceItem
from parties.models import SmartDataService
from readiness import kept
from tests.access.test_queries import FEW_WHERE_FRESH, FEW_WHERE_KEPT
from tests.parties.builders import (
    RIGHT_DETAILS,
    code_body,
    item,
    mdr_route,
    member,
    programme,
    reviewer,
    service,
)
from tests.readiness.pages import page, signed_in, words
from tests.readiness.test_few_queries import queries

pytestmark = pytest.mark.django_db

PAGES = ["readiness:item", "readiness:review"]
SAID = "is in force for more than one organisation"


def with_digits(digits: str, sds: SmartDataService | None = None) -> EvidenceItem:
    sds = sds or service()
    details = {**RIGHT_DETAILS[EvidenceKind.MDR_DIP_ID], "four_digit_id": digits}
    return item(sds, EvidenceKind.MDR_DIP_ID, [mdr_route(sds)], details, decided=DecisionOutcome.ACCEPTED)


def address(shown: EvidenceItem, name: str) -> str:
    return reverse(name, args=[shown.pk])


@pytest.mark.parametrize("name", PAGES)
def test_each_item_names_the_other(name: str):
    programme()
    first, second = with_digits("4471"), with_digits("4471")
    for shown in (first, second):
        said = words(page(reviewer(), address(shown, name)))
        assert f"The four-digit MDR identifier 4471 {SAID}" in said
        assert f"{first.about} ( EV-0001 )" in said
        assert f"{second.about} ( EV-0002 )" in said


@pytest.mark.parametrize("name", PAGES)
def test_others_are_not_concerned(name: str):
    programme()
    first = with_digits("4471")
    for shown in (first, with_digits("4472"), with_digits("4471", service(first.about))):
        assert SAID not in page(reviewer(), address(shown, name))


def test_other_parties_do_not_learn_of_it():
    programme()
    first, second = with_digits("4471"), with_digits("4471")
    for somebody in (member(first.about), code_body()):
        said = page(somebody, address(first, "readiness:item"))
        assert SAID not in said
        assert str(second.about) not in said


# Besides what there is of the other one: an item is offered for no further use, which is not asked then.
MORE = {"readiness:item": 0, "readiness:review": 1}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_more_unless_there_is_another_and_then_one_thing(
    name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    programme()
    client, shown = signed_in(reviewer()), with_digits("4471")
    client.get(address(shown, name))
    client.get(address(shown, name))
    alone = queries(client, address(shown, name))
    with_digits("4471")
    client.get(address(shown, name))
    assert alone < FEW_WHERE_KEPT
    assert queries(client, address(shown, name)) == alone + MORE[name]
    assert queries(client, address(shown, name)) < FEW_WHERE_KEPT
    caches["results"].clear()
    assert queries(client, address(shown, name)) < FEW_WHERE_FRESH
    caches["results"].clear()

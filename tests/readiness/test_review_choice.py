"""What a reviewer chose in the queue goes with them from item to item, and back."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind, Participation
from evidence.models import EvidenceItem
from parties.models import Person, SmartDataService
from tests.parties.builders import (
    days_ago,
    item,
    mdr_route,
    organisation,
    programme,
    reviewer,
    service,
)
from tests.readiness.pages import page, part, sent, signed_in, words

pytestmark = pytest.mark.django_db
QUEUE = reverse("readiness:review_queue")


@pytest.fixture
def acme() -> SmartDataService:
    programme()
    return service(organisation("Acme"), name="Acme SDS")


@pytest.fixture
def other() -> SmartDataService:
    return service(organisation("Other"), name="Other SDS")


def waits(sds: SmartDataService, days: int, kind: EvidenceKind = EvidenceKind.DBT_COMPLETION) -> EvidenceItem:
    routes = [mdr_route(sds)] if kind is EvidenceKind.UEP_CONFIRMATION else []
    return item(sds, kind, routes, submitted_on=days_ago(days))


def address(shown: EvidenceItem, **asked: str) -> str:
    return reverse("readiness:review", args=[shown.pk]) + (f"?{urlencode(asked)}" if asked else "")


def links(markup: str) -> dict[str, str]:
    """Where the links over a review lead, by their words."""
    found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', part(markup, 'aria-label="Queue">', "</nav>"))
    return {words(said).removeprefix("j ").removeprefix("k "): html.unescape(to) for to, said in found}


def accept(person: Person, shown: EvidenceItem, **asked: str) -> tuple[str, str]:
    """Where a decision leads, and what stands there."""
    typed = {"outcome": "accepted", "decisions_seen": shown.decisions.count()}
    answer = sent(person, address(shown, **asked), typed)
    asked_for = answer.request["PATH_INFO"], answer.request["QUERY_STRING"]
    return "?".join(each for each in asked_for if each), words(answer.content.decode())


def test_a_row_of_the_chosen_queue_leads_to_its_review_with_the_choice(acme, other):
    shown = waits(acme, 5)
    waits(other, 7)
    asked = {"kind": "dbt_completion", "party": str(acme.provider_id)}
    markup = html.unescape(page(reviewer(), QUEUE, **asked))
    assert f'href="{address(shown, **asked)}"' in markup
    assert f'href="{address(shown)}"' in page(reviewer(), QUEUE)


def test_the_place_the_neighbours_and_the_way_back_are_those_of_the_choice(acme, other):
    first, between, second, third = (
        waits(sds, days) for sds, days in ((acme, 9), (other, 8), (acme, 7), (acme, 6))
    )
    asked = {"party": str(acme.provider_id)}
    markup = page(reviewer(), address(second, **asked))
    assert "Review queue: Acme 2 of 3" in words(markup)
    assert links(markup) == {
        "Review queue: Acme": f"{QUEUE}?{urlencode(asked)}",
        "previous": address(first, **asked),
        "next": address(third, **asked),
    }
    everything = page(reviewer(), address(second))
    assert "Review queue 3 of 4" in words(everything)
    assert links(everything) == {
        "Review queue": QUEUE,
        "previous": address(between),
        "next": address(third),
    }
    assert "Review queue 4" in words(part(markup, "<nav", "</nav>")), "the count is that of the whole queue"


def test_a_decision_goes_on_within_the_choice_and_then_to_the_whole_queue(acme, other):
    first, passed_over, last = (waits(sds, days) for sds, days in ((acme, 9), (other, 8), (acme, 7)))
    maeve, asked = reviewer(), {"party": str(acme.provider_id)}

    to, _ = accept(maeve, first, **asked)
    assert to == address(last, **asked), "not to what the reviewer did not choose"

    to, said = accept(maeve, last, **asked)
    assert to == QUEUE
    assert "That was the last of your choice (Acme); this is the whole queue." in said
    assert passed_over.reference in said


def test_a_gate_is_a_choice_as_well(other):
    programme()
    sds = service(organisation("Pellwater"), participation=Participation.SIT, name="Pellwater SDS")
    first = waits(sds, 9, EvidenceKind.UEP_CONFIRMATION)
    waits(other, 8, EvidenceKind.UEP_CONFIRMATION)
    last = waits(sds, 7, EvidenceKind.UEP_CONFIRMATION)
    asked = {"gate": "sit_functional"}
    markup = page(reviewer(), address(first, **asked))
    assert "Review queue: SIT Functional 1 of 2" in words(markup)
    assert links(markup)["next"] == address(last, **asked)
    shown = html.unescape(part(page(reviewer(), QUEUE, **asked), "<tbody", "</tbody>"))
    assert re.findall(r'<a href="([^"]+)"', shown) == [address(first, **asked), address(last, **asked)]


def test_a_refused_decision_keeps_the_choice(acme, other):
    first, second = waits(acme, 9), waits(acme, 7)
    waits(other, 8)
    asked = {"party": str(acme.provider_id)}
    typed = {"outcome": "queried", "reason": "", "decisions_seen": 0}
    markup = signed_in(reviewer()).post(address(first, **asked), typed).content.decode()
    assert links(markup)["next"] == address(second, **asked)
    assert not first.decisions.exists()


@pytest.mark.parametrize("nonsense", [{"kind": "x"}, {"party": "'"}, {"gate": "no"}, {"page": "2"}])
def test_what_is_no_choice_chooses_nothing(acme, nonsense):
    shown = waits(acme, 9)
    waits(acme, 8)
    markup = page(reviewer(), reverse("readiness:review", args=[shown.pk]), **nonsense)
    assert "Review queue 1 of 2" in words(markup)
    assert links(markup)["Review queue"] == QUEUE


def test_an_item_that_left_the_queue_still_has_the_neighbours_of_the_choice(acme, other):
    decided, after = waits(acme, 9), waits(acme, 7)
    waits(other, 8)
    asked = {"party": str(acme.provider_id)}
    accept(reviewer(), decided, **asked)
    markup = page(reviewer(), address(decided, **asked))
    assert links(markup)["next"] == address(after, **asked)
    assert "1 of 1" not in part(markup, 'aria-label="Queue">', "</nav>")


@pytest.mark.parametrize("asked", [{}, {"kind": "dbt_completion"}, {"gate": "qualification"}])
def test_the_number_of_queries_does_not_grow_with_the_queue(acme, asked):
    shown, client = waits(acme, 9), signed_in(reviewer())

    def queries() -> int:
        client.get(address(shown, **asked))
        with CaptureQueriesContext(connection) as made:
            assert client.get(address(shown, **asked)).status_code == 200
        return len(made)

    waits(service(), 8)
    before = queries()
    for number in range(6):
        waits(service(), 2 + number % 3)
    assert queries() == before
    assert before < 24

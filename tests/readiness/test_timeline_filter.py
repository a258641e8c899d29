"""A timeline narrowed by sort of act and by month, its choice in the address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind, Gate
from journal import clock
from parties.actions import set_gate_date
from parties.models import Person, SmartDataService
from readiness.timeline_sorts import ACTIONS, Sort, sort_of
from readiness.timeline_words import SENTENCES
from tests.parties.builders import days_ago, item, member, on, organisation, reviewer, service
from tests.readiness.pages import page, part, words

pytestmark = pytest.mark.django_db


def address(of: str, sds: SmartDataService) -> str:
    return reverse(f"readiness:{of}_timeline", args=[sds.pk])


def told(person: Person, sds: SmartDataService, **asked: str) -> str:
    return words(page(person, address("service", sds), **asked))


def test_it_is_narrowed_by_sort_of_act_and_month():
    person, sds = reviewer(name="Ada"), service(name="Long")
    last_year = clock.today().replace(month=3, day=31) - timedelta(days=365)
    with on(last_year):
        set_gate_date(actor=person, service=sds, gate=Gate.QUALIFICATION, on=last_year)
    for _ in range(51):
        item(sds, EvidenceKind.DBT_COMPLETION)
    month = f"{last_year:%Y-%m}"
    assert "52 entries about this service, newest first" in told(person, sds)
    of_march = told(person, sds, month=month)
    assert "1 entry about this service of what was chosen" in of_march
    assert "Ada set a date of Long at a gate" in of_march
    papers = page(person, address("service", sds), sort="papers")
    assert "51 entries" in words(papers)
    assert "set a date" not in words(papers)
    assert 'href="?sort=papers&amp;page=2"' in papers
    assert '<option value="papers" selected>' in papers
    assert told(person, sds, sort="papers", page="2").count("handed in EV") == 1
    none = told(person, sds, sort="papers", month=month)
    assert "Nothing of that sort then" in none
    assert "Show everything" in none
    assert "52 entries" in told(person, sds, sort="nonsense", month="2020-13")


def test_the_months_are_those_of_london_in_which_the_reader_sees_something():
    sds = service()
    item(sds, EvidenceKind.DBT_COMPLETION)
    collector = member(organisation())
    with on(days_ago(400)):
        set_gate_date(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=days_ago(400))
    options = part(page(reviewer(), address("service", sds)), 'name="month"', "</select>")
    assert options.count("<option") == 3, "all months, and two of them"
    own = reverse("readiness:organisation_timeline", args=[collector.organisation_id])
    assert "<option" not in page(collector, own), "nothing has happened to it"


def test_each_act_that_the_journal_tells_is_of_one_sort():
    sorted_acts = [action for actions in ACTIONS.values() for action in actions]
    assert sorted(sorted_acts) == sorted(SENTENCES)
    assert sort_of("file_in_qad") is Sort.FILINGS
    assert sort_of("of_a_former_version") is None

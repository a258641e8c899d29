"""The portfolio as its address asks for it: filters, order, pages, heat map, and a table to keep."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from journal import clock
from parties.models import Person, SmartDataService
from tests.parties.builders import (
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
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db

PORTFOLIO, DOWNLOAD = "/portfolio/", "/portfolio/download/"
CELL = re.compile(
    r'<a class="qt-cell ([^"]+)"\s+href="([^"]+)"\s+data-title="([^"]+)"\s+data-why="([^"]+)">(.*?)</a>'
)
NAMES = ("Aldermoor", "Brackenfell", "Cobblewick")


@pytest.fixture
def three() -> list[SmartDataService]:
    """A SIT participant by IS/ES with a collector, a Non-SIT one by MDR with a paper, one without a route."""
    days = {"qualification_testing": -14, "qualification": 40, "sit_cit": 20}
    programme(
        gate_dates={gate: (clock.today() + timedelta(days=ahead)).isoformat() for gate, ahead in days.items()}
    )
    first = service(organisation("Alder Ltd"), name="Aldermoor", participation=Participation.SIT)
    second, third = service(name="Brackenfell"), service(name="Cobblewick")
    supplier_route(first, organisation("Tarnwick Energy"))
    item(second, EvidenceKind.DCC_ADAPTER, [mdr_route(second)])
    return [first, second, third]


def shown(markup: str, names: Iterable[str] = NAMES) -> list[str]:
    """The SDSs of the page in its order."""
    found = {name: markup.find(f">{name}</a>") for name in names}
    return sorted((name for name in names if found[name] >= 0), key=lambda name: found[name])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Aldermoor", "Brackenfell", "Cobblewick"]),
        ({"find": "bracken"}, ["Brackenfell"]),
        ({"find": "alder ltd"}, ["Aldermoor"]),
        ({"find": "tarnwick"}, ["Aldermoor"]),
        ({"find": "EV-0001"}, ["Brackenfell"]),
        ({"find": "0001"}, ["Brackenfell"]),
        ({"gate": "sit_cit"}, ["Aldermoor"]),
        ({"verdict": "late"}, ["Brackenfell", "Cobblewick"]),
        ({"verdict": "late", "gate": "qualification"}, []),
        ({"verdict": "ready"}, []),
        ({"route": "mdr"}, ["Brackenfell"]),
        ({"route": "supplier_roles"}, ["Aldermoor"]),
        ({"participation": "non_sit"}, ["Brackenfell", "Cobblewick"]),
        ({"acts": "reviewer"}, ["Brackenfell"]),
        ({"participation": "non_sit", "route": "mdr"}, ["Brackenfell"]),
        ({"sort": "open", "participation": "non_sit"}, ["Brackenfell", "Cobblewick"]),
    ],
)
@pytest.mark.usefixtures("three")
def test_each_filter_alone_and_together(asked: dict[str, str], expected: list[str]):
    person = reviewer()
    markup = page(person, PORTFOLIO, **asked)
    assert shown(markup) == expected
    assert shown(page(person, PORTFOLIO, view="heat-map", **asked)) == expected
    if expected != list(NAMES) and expected:
        assert f"{len(expected)} of 3 Smart Data Services" in words(markup)


def test_nobody_finds_by_the_number_of_a_paper_that_is_not_theirs_to_see(three: list[SmartDataService]):
    second = three[1]
    assert shown(page(member(second.provider), PORTFOLIO, find="EV-0001")) == ["Brackenfell"]
    assert shown(page(member(three[0].provider), PORTFOLIO, find="EV-0001")) == []


@pytest.mark.usefixtures("three")
def test_what_fits_nothing_says_what_to_clear_and_what_is_wrong_says_so():
    text = words(page(reviewer(), PORTFOLIO, find="Brakenfell", gate="sit_cit", as_of="2020-01-01"))
    assert "None of the 3 that you see matches “Brakenfell”, gate “SIT CIT”." in text
    nothing = page(reviewer(), PORTFOLIO, find="x", sort="open")
    cleared = re.search(r'href="([^"]+)">Clear the filters', nothing)
    assert cleared
    assert cleared[1] == "?sort=open"
    wrong = page(reviewer(), PORTFOLIO, gate="moon", find="\0")
    assert "This is not in the list. All are shown." in words(wrong)
    assert shown(wrong) == list(NAMES)


def test_the_next_date_and_the_most_open_come_first():
    with on(date(2025, 5, 14)):
        programme(gate_dates={"qualification": "2025-10-31", "qualification_testing": "2025-06-02"})
        later, sooner = service(name="Aldermoor"), service(name="Brackenfell")
        later.gates.create(gate="qualification_testing", due_on=date(2025, 8, 1))
        mdr_route(later, declared_on=date(2025, 1, 1))
        person = reviewer()
        assert shown(page(person, PORTFOLIO, sort="next")) == [sooner.name, later.name]
        assert shown(page(person, PORTFOLIO, sort="open")) == [later.name, sooner.name]
        assert shown(page(person, PORTFOLIO, sort="name")) == [later.name, sooner.name]
        assert "2 Jun Qual. Testing, 12 working days" in words(page(person, PORTFOLIO))


def test_filters_and_order_hold_over_all_pages(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("readiness.queries.portfolio_page.A_PAGE", 2)
    names = [f"Service {letter}" for letter in "ABCDE"]
    for name in names:
        mdr_route(service(name=name))
    service(name="Service F")
    person = reviewer()
    pages = [page(person, PORTFOLIO, route="mdr", page=str(number)) for number in (1, 2, 3)]
    assert [shown(markup, [*names, "Service F"]) for markup in pages] == [names[:2], names[2:4], names[4:]]
    assert "3 to 4 of 5" in words(pages[1])
    assert 'href="?route=mdr&amp;page=3" rel="next">Next' in pages[1]
    assert "Non-SIT participants 5, through" in words(pages[2])
    assert len(table(person, route="mdr", page="2")) == 1 + 5


def table(person: Person, **asked: str) -> list[list[str]]:
    response = signed_in(person).get(DOWNLOAD, asked)
    assert response["Content-Disposition"] == f'attachment; filename="portfolio-{clock.today()}.csv"'
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_table_to_keep_is_the_same_view_and_runs_in_no_spreadsheet(three: list[SmartDataService]):
    SmartDataService.objects.filter(pk=three[1].pk).update(name="=1+1")
    person = reviewer()
    head, *lines = table(person)
    assert [line[0] for line in lines] == ["Aldermoor", "'=1+1", "Cobblewick"]
    row = dict(zip(head, lines[1], strict=True))
    assert row["Qualification Testing, verdict"] == "Not ready"
    assert row["Qualification Testing, late"] == "late"
    assert row["SIT CIT, verdict"] == "Not applicable"
    assert row["Next gate"] == "Qualification"
    assert "Programme reviewer 1" in row["Who acts"]
    assert [line[0] for line in table(person, find="cobble")[1:]] == ["Cobblewick"]
    assert table(member(organisation()))[1:] == []


def test_the_heat_map_says_in_each_cell_what_is_open_and_why(three: list[SmartDataService]):
    markup = page(reviewer(), PORTFOLIO, view="heat-map", find="bracken")
    testing, qualification = CELL.findall(markup)
    assert testing[1] == f"/services/{three[1].pk}/?gate=qualification_testing"
    assert testing[2] == "Brackenfell, Qualification Testing"
    assert "Late: it was due on" in testing[3]
    assert "Not ready" in testing[4]
    [number] = re.findall(r"<strong>(\d+)<", testing[4])
    assert f" {number} of " in testing[3]
    assert testing[3].endswith(" in review.")
    assert qualification[0] == "qt-cell-not_ready qt-heat-2"
    assert 'href="?find=bracken">As a table' in markup


def test_an_accepted_paper_cools_a_cell_down(three: list[SmartDataService]):
    second = three[1]
    route = second.routes.get()
    before = page(reviewer(), PORTFOLIO, view="heat-map", find="bracken")
    for kind in (EvidenceKind.SEC_ACCESSION, EvidenceKind.DCC_CONNECTION):
        item(second, kind, [route], decided=DecisionOutcome.ACCEPTED)
    after = page(reviewer(), PORTFOLIO, view="heat-map", find="bracken")
    numbers = [[int(n) for n in re.findall(r"<strong>(\d+)<span", markup)] for markup in (before, after)]
    assert [was - now for was, now in zip(*numbers, strict=True)] == [2, 2]

"""Charts and risks: the register with its reasons, a gate week by week, and who is waiting for whom."""

from __future__ import annotations

import csv
from datetime import timedelta

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Participation
from journal import clock
from parties.models import SmartDataService
from parties.working_days import working_days_between
from readiness.queries.waiting import band_of, waiting_chart
from readiness.queries.weeks import BEFORE, TO_COME, nearest_gate, week_chart, weeks_around
from readiness.standing import standing, standings
from tests.parties.builders import (
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    section,
    service,
    supplier_route,
)
from tests.readiness.pages import page, part, rows, signed_in, words
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db
RISKS, TABLE = "/risks/", "/risks/register.csv"
QUERIES = 24


def a_programme(**gates: int) -> None:
    """With its gates that many days from today."""
    days = {gate: (clock.today() + timedelta(days=number)).isoformat() for gate, number in gates.items()}
    programme(gate_dates=days, lead_times={"uept_certificate": 45})


def a_sit_participant(name: str = "Acme SDS") -> SmartDataService:
    sds = service(organisation(name.removesuffix(" SDS")), Participation.SIT, name=name)
    mdr_route(sds)
    return sds


def register(markup: str) -> dict[str, list[str]]:
    return rows(part(markup, 'id="register"', "</section>"))


def test_the_register_names_who_is_exposed_and_why_with_dates():
    a_programme(sit_cit=-3, sit_functional=20)
    sds = a_sit_participant()
    service(name="Cobblewick SDS")
    stood = register(page(reviewer(), RISKS))
    assert "Open 1 Closed 1" in stood["R548"][1]
    assert "Cobblewick SDS Collection route declared: outstanding." in stood["R548"][2]
    assert stood["R549"][1] == "Materialised 1"
    assert "SEC accession: outstanding. SIT CIT was due on" in stood["R549"][2]
    assert stood["R550"][1:] == ["No service runs it", "Nothing is open."]
    item(sds, EvidenceKind.SEC_ACCESSION, [sds.routes.get()], decided=DecisionOutcome.ACCEPTED)
    near = register(page(reviewer(), RISKS))["R549"]
    assert near[1] == "At risk 1"
    assert "User Entry Process Testing: outstanding. 45 days’ lead time from today is" in near[2]


def test_a_provider_sees_its_own_and_the_qwg_nothing():
    a_programme(sit_cit=-3)
    sds = a_sit_participant()
    a_sit_participant("Zephyr SDS")
    markup = page(member(sds.provider), RISKS)
    assert "Acme SDS" in markup
    assert "Zephyr" not in markup
    assert "Zephyr" not in signed_in(member(sds.provider)).get(TABLE).content.decode()
    assert signed_in(qwg()).get(RISKS).status_code == signed_in(qwg()).get(TABLE).status_code == 404


def test_the_register_leaves_as_a_table_in_which_no_cell_runs():
    a_programme(sit_cit=-3)
    a_sit_participant("=cmd SDS")
    answer = signed_in(reviewer()).get(TABLE)
    assert answer["Content-Disposition"].startswith("attachment")
    table = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in table] == ["Risk", "R548", "R549"]
    assert table[2][2] == "'=cmd SDS"
    assert table[2][4] == "Materialised"


def test_what_could_not_be_evaluated_is_told_and_left_out(monkeypatch):
    a_programme(sit_cit=-3)
    sds = a_sit_participant()
    break_rule(monkeypatch, "A094.SECURITY", service=sds.slug, when_told=False)
    assert "Acme SDS could not be evaluated and is left out." in words(page(reviewer(), RISKS))


def test_each_week_has_the_verdict_that_the_rules_give_on_its_monday():
    a_programme(sit_functional=10)
    sds = a_sit_participant()
    route = sds.routes.get()
    for kind in (EvidenceKind.SEC_ACCESSION, EvidenceKind.SECURITY_ASSESSMENT, EvidenceKind.DCC_CONNECTION):
        item(sds, kind, [route], decided=DecisionOutcome.ACCEPTED)
    for kind in (EvidenceKind.DCC_ADAPTER, EvidenceKind.UEPT_CERTIFICATE):
        item(sds, kind, [route], decided=DecisionOutcome.ACCEPTED, until=clock.today() + timedelta(days=9))
    for kind in (EvidenceKind.DBT_COMPLETION, EvidenceKind.PIT_COMPLETION):
        item(sds, kind, decided=DecisionOutcome.ACCEPTED)
    today = clock.today()
    chart = week_chart(standings([sds], as_of=today), Gate.SIT_FUNCTIONAL, today)
    (row,) = chart.rows
    assert len(row.cells) == BEFORE + TO_COME
    for week, found in row.cells:
        assert found is standing(sds, as_of=week.starts_on).verdict(Gate.SIT_FUNCTIONAL), week
    assert len({found for _, found in row.cells}) > 1
    assert [number for _, number in chart.ready] == [
        int(found.value.startswith("ready")) for _, found in row.cells
    ]


def test_the_chart_marks_today_the_gate_and_what_is_to_come():
    today = clock.today()
    weeks = weeks_around(today, today + timedelta(days=8))
    assert all(week.starts_on.weekday() == 0 for week in weeks)
    assert [week.is_to_come for week in weeks] == [False] * BEFORE + [True] * TO_COME
    assert [week.starts_on for week in weeks if week.after_today] == [weeks[BEFORE].starts_on]
    (after_gate,) = (week.starts_on for week in weeks if week.after_gate)
    assert after_gate - timedelta(days=7) <= today + timedelta(days=8) < after_gate


def test_the_gate_shown_is_the_nearest_unless_one_is_asked_for():
    a_programme(sit_cit=-3, sit_functional=10, qualification=90)
    a_sit_participant()
    assert nearest_gate(list(Gate), clock.today()) is Gate.SIT_FUNCTIONAL
    assert "SIT Functional, week by week" in words(page(reviewer(), RISKS))
    assert "SIT CIT, week by week" in words(page(reviewer(), RISKS, gate="sit_cit"))
    assert "SIT Functional, week by week" in words(page(reviewer(), RISKS, gate="nonsense"))


def test_a_finding_waits_from_the_day_of_its_paper_its_section_or_its_route():
    a_programme()
    sds = service()
    route = mdr_route(sds, declared_on=days_ago(60))
    item(sds, EvidenceKind.SEC_ACCESSION, [route], submitted_on=days_ago(30))
    item(
        sds,
        EvidenceKind.SECURITY_ASSESSMENT,
        [route],
        decided=DecisionOutcome.QUERIED,
        decided_on=days_ago(8),
    )
    section(sds)
    chart = waiting_chart(standings([sds], as_of=clock.today()))
    ages = {one.title: one.age for desk in chart.desks for one in desk.found}

    def since(days: int) -> int:
        return working_days_between(days_ago(days), clock.today())

    assert ages["SEC accession"] == since(30)
    assert ages["Security assessment"] == since(8)
    assert ages["DCC adapter"] == since(60)
    assert ages["QAD section s1"] == since(60)
    waits = {desk.name: {one.title for one in desk.found} for desk in chart.desks}
    assert waits["Programme reviewers"] == {"SEC accession"}
    assert waits["Elexon"] == {"Elexon has checked the User Entry Process"}
    assert sum(sum(desk.numbers) for desk in chart.desks) == chart.size


@pytest.mark.parametrize(("age", "band"), [(0, 0), (5, 0), (6, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_ages_fall_into_bands(age: int, band: int):
    assert band_of(age) == band


def test_bars_side_by_side_are_as_wide_as_their_numbers():
    a_programme()
    sds = service()
    mdr_route(sds)
    mdr_route(sds, declared_on=days_ago(2))
    chart = waiting_chart(standings([sds], as_of=clock.today()))
    widest = max(chart.desks, key=lambda desk: len(desk.found))
    assert len(widest.bars) == 2
    assert sum(bar.width for bar in widest.bars) == pytest.approx(100, abs=0.1)
    assert widest.bars[1].left == widest.bars[0].width


def test_the_number_of_queries_does_not_grow_with_the_services(django_assert_max_num_queries):
    a_programme(sit_cit=-3, sit_functional=10)
    client = signed_in(reviewer())
    for number in range(8):
        supplier_route(a_sit_participant(f"Party {number} SDS"))
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(RISKS)
    assert "Party 7 SDS" in answer.content.decode()

"""Home: what waits for whoever looks, by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, SectionStatus
from evidence.models import SectionEntry
from jobs.models import Job, JobState
from journal import clock
from parties.models import Person, SmartDataService
from parties.working_days import add_working_days, working_days_between
from readiness import kept
from readiness.models import Waiver
from tests.parties.builders import (
    administers,
    administrator,
    code_body,
    days_ago,
    invitation,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    section,
    service,
)
from tests.readiness.pages import page, part, signed_in, words

pytestmark = pytest.mark.django_db

HOME = "/"
PORTFOLIO = "/portfolio/"
MOST_MADE_ANEW, MOST_TAKEN_UP = 24, 12


def dated(**gate_days: int) -> None:
    days = {gate: (clock.today() + timedelta(days=number)).isoformat() for gate, number in gate_days.items()}
    programme(gate_dates=days)


def section_of(markup: str, heading: str) -> str:
    """What stands under a heading, in words."""
    return words(part(markup, f'id="{heading}"', "</section>").split(">", 1)[1])


def waiver(sds: SmartDataService, ends_in: int) -> None:
    """One for the SDS's first route that ends in so many working days."""
    Waiver.objects.create(
        service=sds,
        local_id=f"w{ends_in}",
        position=ends_in,
        requirement="A094.SECURITY",
        route=sds.routes.earliest("position"),
        gates=[Gate.QUALIFICATION],
        granted_on=days_ago(30),
        expires_on=add_working_days(clock.today(), ends_in),
        granted_by="The Evening Group",
        reason="Booked for December",
    )


def submitted(sds: SmartDataService, title: str, days: int) -> None:
    SectionEntry.objects.create(
        section=section(sds, title), position=0, on=days_ago(days), status=SectionStatus.SUBMITTED
    )


def test_a_reviewer_sees_what_waits_oldest_first_in_working_days():
    sds, somebody = service(name="Yarrow"), reviewer()
    route = mdr_route(sds)
    young = item(sds, EvidenceKind.DCC_ADAPTER, [route], submitted_on=days_ago(8), by=somebody)
    old = item(sds, EvidenceKind.DCC_CONNECTION, [route], submitted_on=days_ago(30))
    item(sds, EvidenceKind.SEC_ACCESSION, [route], decided=DecisionOutcome.ACCEPTED)
    markup = page(somebody, HOME)
    told = section_of(markup, "to-review")
    age = working_days_between(days_ago(30), clock.today())
    assert f"2 items wait for a decision, the oldest {age} working days." in words(markup)
    assert told.index(old.reference) < told.index(young.reference)
    assert f"{age} days DCC connection {sds.provider}" in told
    assert "by you; another reviewer decides it" in told.split(young.reference)[1]
    assert f'href="{reverse("readiness:review", args=[old.pk])}"' in markup


def test_staff_see_what_is_due_who_is_stuck_what_ends_and_what_was_set_aside():
    dated(qualification_testing=-14, qualification=40)
    sds = service(name="Yarrow")
    mdr_route(sds)
    waiver(sds, 7)
    waiver(sds, 21)
    now = clock.now()
    Job.objects.create(task="t", label="QP-0007", state=JobState.PARKED, error="The disk.", ended_at=now)
    for label, days in (("QP-0008", 0), ("QP-0009", 14)):
        ended = now - timedelta(days=days)
        Job.objects.create(task="t", label=label, state=JobState.FAILED, error="Once.", ended_at=ended)
    markup = page(reviewer(), HOME)
    late = working_days_between(days_ago(14), clock.today())
    left = working_days_between(clock.today(), clock.today() + timedelta(days=40))
    assert section_of(markup, "stuck").startswith(f"Stuck {late} days late Yarrow Qualification Testing")
    due = section_of(markup, "due")
    assert f"{left} days Qualification " in due
    assert "Yarrow is not ready" in due
    assert "Qualification Testing" not in due
    ending = section_of(markup, "ending")
    assert "7 days Yarrow" in ending
    assert ending.count("Yarrow") == 1
    aside = section_of(markup, "set-aside")
    assert "QP-0007 The disk. Set aside" in aside
    assert "QP-0008 Once. Failed" in aside.split("QP-0007")[1]
    assert "QP-0009" not in markup


def test_a_code_body_sees_checks_to_record_and_sections_to_agree():
    sds = service(name="Yarrow")
    route = mdr_route(sds)
    submitted(sds, "How we test", 10)
    section(sds, "Not begun")
    markup = page(code_body(), HOME)
    assert "Yarrow, Route 1, MDR" in section_of(markup, "checks")
    assert f'href="{reverse("readiness:record_check", args=[route.pk])}"' in markup
    told = section_of(markup, "sections")
    age = working_days_between(days_ago(10), clock.today())
    assert f"{age} day" in told
    assert "Yarrow, s1 How we test" in told
    assert "Not begun" not in told
    assert "To review" not in words(markup)
    assert 'id="set-aside"' not in markup


def test_a_provider_with_one_service_reads_at_once_where_it_stands_and_what_to_do_first():
    dated(qualification=40)
    sds = service(name="Yarrow")
    route = mdr_route(sds)
    queried = item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=DecisionOutcome.QUERIED)
    markup = page(member(sds.provider), HOME)
    text = words(markup)
    left = working_days_between(clock.today(), clock.today() + timedelta(days=40))
    assert "Yarrow is not ready for Qualification, due on" in text
    assert f"in {left} days." in text
    first = part(markup, 'class="qt-first"', "</div>")
    assert f"Answer the query on {queried.reference}" in words(first)
    assert f'href="/items/{queried.pk}/"' in first
    decided = section_of(markup, "decided")
    assert queried.reference in decided
    assert "Queried" in decided
    assert f'href="/services/{sds.pk}/hand-in/?paper=dcc_connection.{route.pk}"' in markup


def test_a_provider_with_nothing_to_do_is_told_who_acts():
    sds = service(name="Yarrow")
    provider = member(sds.provider)
    assert "Declare how the smart-meter data is collected" in words(page(provider, HOME))
    nobody = member(organisation("Fallow Ltd"))
    assert "Your organisation has no Smart Data Service here yet." in words(page(nobody, HOME))


def test_a_collector_sees_the_steps_on_its_own_routes_and_no_other():
    sds, collector = service(name="Yarrow"), organisation("Tarnwick Energy")
    mdr_route(sds)
    route = mdr_route(sds, collector)
    paper = item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=DecisionOutcome.QUERIED)
    own = item(sds, EvidenceKind.DCC_CONNECTION, [sds.routes.earliest("position")])
    submitted(sds, "How Yarrow works", 3)
    markup = page(member(collector), HOME)
    text = words(markup)
    assert "You collect for Yarrow" in text
    assert f'href="{reverse("readiness:collecting", args=[sds.pk])}"' in markup
    assert f"Answer the query on {paper.reference}" in text
    assert f"paper=dcc_connection.{route.pk}" in markup
    for hidden in ("Route 1", own.reference, "How Yarrow works", "QAD section", f"/services/{sds.pk}/?"):
        assert hidden not in markup


@pytest.mark.parametrize("who", [administrator, lambda: administers(organisation("Yarrow Ltd"))])
def test_who_looks_after_people_sees_the_invitations_that_are_open(who: Callable[[], Person]):
    person = who()
    theirs = invitation(person.organisation)
    others = invitation(organisation("Zephyr Ltd"))
    over = invitation(person.organisation, invited_at=clock.now() - timedelta(days=30))
    markup = page(person, HOME)
    assert theirs.email in section_of(markup, "invitations")
    assert (others.email in markup) is (person.organisation is None)
    assert over.email not in markup
    assert theirs.email not in page(reviewer(), HOME)


def stock(number: int, provider: object, collector: object) -> None:
    """So many SDSs, a third of a provider, with a queried paper, a waiver and a section in review each."""
    dated(qualification_testing=-14, qualification=40)
    for place in range(number):
        sds = service(provider if place % 3 == 0 else None)  # type: ignore[arg-type]
        route = mdr_route(sds, collector if place % 3 == 1 else None)  # type: ignore[arg-type]
        item(sds, EvidenceKind.DCC_ADAPTER, [route], decided=DecisionOutcome.QUERIED)
        item(sds, EvidenceKind.DCC_CONNECTION, [route])
        waiver(sds, 7)
        submitted(sds, "How we test", 3)


def queries(person: Person, url: str = HOME) -> int:
    client = signed_in(person)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_number_of_queries_does_not_grow_with_the_services(monkeypatch: pytest.MonkeyPatch):
    provider, collector = organisation("Provider"), organisation("Collector")
    people = [reviewer(), administrator(), code_body(), qwg(), member(provider), member(collector)]
    stock(3, provider, collector)
    made_anew = [queries(person) for person in people]
    stock(27, provider, collector)
    assert [queries(person) for person in people] == made_anew
    assert max(made_anew) < MOST_MADE_ANEW, made_anew
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    for person in people:
        queries(person)
    taken_up = [queries(person) for person in people]
    assert max(taken_up) < MOST_TAKEN_UP, taken_up
    assert queries(people[0], PORTFOLIO) < MOST_TAKEN_UP

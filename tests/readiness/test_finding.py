"""A finding opened: how it was decided, on what, what would turn it, and to whom how much is told."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, WaiverKind
from evidence.actions import file_in_pit, withdraw_evidence
from journal import clock
from parties.actions import record_gate_passed, set_gate_date
from parties.models import CollectionRoute, SmartDataService
from readiness.actions import grant_waiver
from readiness.queries.service import service_page
from readiness.standing import standing
from tests.parties.builders import (
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
ACCEPTED = DecisionOutcome.ACCEPTED
CONFIRMED = "A203.UEP_CONFIRMED"


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    return service(name="Brackenfell Data")


@pytest.fixture
def route(sds: SmartDataService) -> CollectionRoute:
    return mdr_route(sds)


def url(sds: SmartDataService, requirement: str, scope: object = None, gate: str = "qualification") -> str:
    args = [sds.pk, gate, requirement, *([scope.pk] if scope else [])]  # type: ignore[attr-defined]
    return reverse("readiness:finding", args=args)


def steps_of(markup: str) -> list[str]:
    """The numbered questions with their conditions, in words."""
    way = part(markup, '<ol class="qt-way">', "</ol>")
    return [words(step) for step in re.split(r"<h3>", way)[1:]]


def test_a_certificate_alone_is_told_question_by_question(sds: SmartDataService, route: CollectionRoute):
    certificate = item(sds, EvidenceKind.UEPT_CERTIFICATE, [route], decided=ACCEPTED)
    markup = page(reviewer(), url(sds, CONFIRMED, route))
    applies, asked, instead, waived, answer = steps_of(markup)
    assert applies.startswith(
        "Does it apply? MDR route, declared and not withdrawn holds Route 1, MDR, collected by"
    )
    assert "At Qualification it blocks holds" in applies
    assert asked == (
        "Is there a UEP confirmation that counts? A UEP confirmation is on the route fails "
        "It is for the User Role MDR not reached It comes from SECAS not reached So far Outstanding"
    )
    assert instead.startswith(
        "Is there a UEPT certificate instead? An accepted UEPT certificate is on the route holds EV-0001 UEPT"
    )
    assert waived == "Is it waived? This requirement can’t be waived not reached"
    assert answer.startswith("Insufficient, and it blocks Qualification")
    link = reverse("readiness:item", args=[certificate.pk])
    assert re.search(rf'data-key="e"\s+href="{link}"', markup)


def test_the_answer_stands_first_with_the_rules_own_reason(sds: SmartDataService, route: CollectionRoute):
    (found,) = (
        each.finding
        for group in service_page(
            standing(sds, as_of=clock.today()), gate="qualification", person=reviewer()
        ).groups
        for each in group.found
        if each.finding.requirement.id == CONFIRMED
    )
    said = words(page(reviewer(), url(sds, CONFIRMED, route)))
    assert f"Outstanding for Qualification on {clock.today().day} " in said
    assert f"It blocks the gate. {found.reason}" in said
    assert " ".join(found.requirement.text.split()) in said
    assert "A203, The full User Entry Process The SDS shows that the whole User Entry Process" in said
    assert "No interpretation of ours was needed" in said
    assert "Provider acts. Ask SECAS to confirm the full User Entry Process" in said


def test_every_finding_of_every_gate_opens_and_tells_the_same_reason(
    sds: SmartDataService, route: CollectionRoute
):
    second = supplier_route(sds, organisation("Tarnwick"))
    for kind in (EvidenceKind.UEPT_CERTIFICATE, EvidenceKind.DCC_ADAPTER):
        item(sds, kind, [route, second], decided=ACCEPTED)
    section(sds, "Overview")
    actor = reviewer()
    client, stands = signed_in(actor), standing(sds, as_of=clock.today())
    opened = 0
    for gate in ("qualification_testing", "qualification"):
        for group in service_page(stands, gate=gate, person=actor).groups:
            for each in group.found:
                said = html.unescape(client.get(each.to).content.decode())
                assert each.reason in said
                assert f"<h1>{each.title}</h1>" in said
                opened += 1
    assert opened > 30


def test_each_candidate_says_what_it_is_and_what_is_passed_over_why(
    sds: SmartDataService, route: CollectionRoute
):
    gone = item(sds, EvidenceKind.UEP_CONFIRMATION, [route])
    withdraw_evidence(actor=reviewer(), item=gone)
    item(
        sds, EvidenceKind.UEP_CONFIRMATION, [route], {"user_role": "IS", "issuer": "secas"}, decided=ACCEPTED
    )
    item(sds, EvidenceKind.UEP_CONFIRMATION, [route], {"user_role": "MDR", "issuer": "dcc"}, decided=ACCEPTED)
    markup = page(reviewer(), url(sds, CONFIRMED, route))
    _, asked, *_ = steps_of(markup)
    assert "It is for the User Role MDR fails It comes from SECAS holds So EV-0002 is Insufficient" in asked
    assert "It is for the User Role MDR holds It comes from SECAS fails So EV-0003 is Insufficient" in asked
    assert "Not looked at EV-0001 UEP confirmation, handed in on" in words(markup)
    assert ": it was withdrawn on" in words(markup)


def test_the_same_stands_for_the_other_gates_and_routes(sds: SmartDataService, route: CollectionRoute):
    second = mdr_route(sds, organisation("Lark"))
    item(sds, EvidenceKind.UEP_CONFIRMATION, [second], decided=ACCEPTED)
    markup = page(reviewer(), url(sds, CONFIRMED, route))
    said = words(part(markup, "The same at other gates", "</main>"))
    assert "Qualification Testing advises Outstanding Qualification blocks Outstanding" in said
    assert "Of others at Qualification Route 2, MDR Met" in said
    for address in (url(sds, CONFIRMED, route, "qualification_testing"), url(sds, CONFIRMED, second)):
        assert f'href="{address}"' in markup
    advice = words(page(reviewer(), url(sds, CONFIRMED, route, "qualification_testing")))
    assert "Advice, does not block" in advice
    assert "Advice needs no waiver not reached" in advice


def test_a_gate_that_does_not_ask_says_so(sds: SmartDataService, route: CollectionRoute):
    said = words(page(reviewer(), url(sds, "A200.TEST_DATA", route, "qualification_testing")))
    assert "Qualification not asked –" in said


def test_what_would_follow_is_told_for_each_gate_it_blocks(sds: SmartDataService, route: CollectionRoute):
    said = words(page(reviewer(), url(sds, "A094.SECURITY", route)))
    assert "Once it is met, that leaves Qualification Testing not ready," in said
    for kind in (
        EvidenceKind.SEC_ACCESSION,
        EvidenceKind.SECURITY_ASSESSMENT,
        EvidenceKind.DCC_CONNECTION,
        EvidenceKind.CONSUMPTION_DATA_PLAN,
    ):
        item(sds, kind, [route], decided=ACCEPTED)
    for kind in (EvidenceKind.DBT_COMPLETION, EvidenceKind.PIT_COMPLETION):
        item(sds, kind, decided=ACCEPTED)
    certificate = item(sds, EvidenceKind.UEPT_CERTIFICATE, [route], decided=ACCEPTED)
    file_in_pit(actor=reviewer(), use=use_of(certificate))
    said = words(page(reviewer(), url(sds, "A094.DCC_ADAPTER", route)))
    assert "Once it is met, that turns Qualification Testing ready." in said


def test_the_last_day_to_start_comes_from_the_lead_time(sds: SmartDataService, route: CollectionRoute):
    programme(lead_times={"security_assessment": 30})
    due = clock.today() + timedelta(days=100)
    set_gate_date(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=due)
    said = words(page(reviewer(), url(sds, "A094.SECURITY", route)))
    start = due - timedelta(days=30)
    assert f"Such a paper takes 30 days (lead time), so start by {start.day} " in said


def test_a_gate_that_is_late_or_passed_says_so(sds: SmartDataService, route: CollectionRoute):
    address = url(sds, "A094.SECURITY", route)
    set_gate_date(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=days_ago(3))
    assert "late : Qualification was due on" in words(page(reviewer(), address))
    record_gate_passed(actor=reviewer(), service=sds, gate=Gate.QUALIFICATION, on=days_ago(1))
    said = words(page(reviewer(), address))
    assert "The gate was passed on" in said
    assert "late :" not in said


def test_a_waiver_in_force_stands_with_its_words(sds: SmartDataService, route: CollectionRoute):
    grant_waiver(
        actor=reviewer(),
        service=sds,
        kind=WaiverKind.WORK_OFF_PLAN,
        requirement="A094.SECURITY",
        scope=route,
        gates=[Gate.QUALIFICATION],
        granted_on=clock.today(),
        expires_on=clock.today() + timedelta(days=30),
        granted_by="Migration Advisory Group",
        reason="The assessment is booked",
    )
    markup = page(member(sds.provider), url(sds, "A094.SECURITY", route))
    waived = steps_of(markup)[-2]
    assert waived.startswith("Is it waived? A work-off plan is in force holds Work-off plan")
    assert "“The assessment is booked”" in waived
    assert "then it counts again" in words(markup)


def test_looking_back_keeps_the_day_in_every_link(sds: SmartDataService):
    route = mdr_route(sds, declared_on=days_ago(10))
    day = days_ago(5).isoformat()
    markup = page(reviewer(), url(sds, CONFIRMED, route), as_of=day)
    assert f'href="{url(sds, CONFIRMED, route, "qualification_testing")}?as_of={day}"' in markup
    assert f"gate=qualification&amp;as_of={day}" in markup
    assert f"--as-of {day} --json" in words(markup)


def test_a_day_on_which_it_was_not_asked_leads_back_to_the_service(sds: SmartDataService):
    route = mdr_route(sds, declared_on=days_ago(10))
    day = days_ago(11).isoformat()
    for reader in (reviewer(), member(sds.provider)):
        markup = page(reader, url(sds, CONFIRMED, route), as_of=day)
        assert "This was not asked of Brackenfell Data at Qualification on" in words(markup)
        assert reverse("readiness:collecting", args=[sds.pk]) not in markup
        assert f'href="{reverse("readiness:service", args=[sds.pk])}?as_of={day}"' in markup


def test_the_command_is_the_one_that_prints_it(sds: SmartDataService, route: CollectionRoute, capsys):
    from_page = re.search(r"manage.py (readiness [^<]+)", page(reviewer(), url(sds, CONFIRMED, route)))
    assert from_page
    assert from_page[1].split() == [
        *("readiness", sds.slug, "--gate", "qualification", "--as-of", clock.today().isoformat(), "--json")
    ]


def test_what_is_asked_of_nobody_there_is_no_page(sds: SmartDataService, route: CollectionRoute):
    elsewhere = mdr_route(service())
    client = signed_in(reviewer())
    for address in (
        url(sds, CONFIRMED),
        url(sds, CONFIRMED, elsewhere),
        url(sds, CONFIRMED, supplier_route(sds)),
        url(sds, CONFIRMED, section(sds)),
        url(sds, "SDS.WHOLE_ROLE", route),
        url(sds, "SDS.WHOLE_ROLE", gate="sit_cit"),
        url(sds, "QT.COMPLETE", gate="qualification_testing"),
        url(sds, "A199.SIT_COMPLETE"),
        url(sds, "SDS.WHOLE_ROLE").replace("WHOLE", "HALF"),
        url(sds, "SDS.WHOLE_ROLE").replace("/qualification/", "/quality/"),
    ):
        assert client.get(address).status_code == 404, address


def test_where_the_rules_stop_the_page_says_so(
    sds: SmartDataService, route: CollectionRoute, monkeypatch: pytest.MonkeyPatch
):
    break_rule(monkeypatch, "A203.CHECKED", service=sds.slug, when_told=False)
    assert "This service could not be evaluated" in words(page(reviewer(), url(sds, CONFIRMED, route)))


@pytest.mark.parametrize("number", [1, 4])
def test_the_number_of_queries_does_not_grow(sds: SmartDataService, number: int, django_assert_num_queries):
    for _ in range(number):
        route = mdr_route(sds)
        for _ in range(2):
            item(sds, EvidenceKind.UEP_CONFIRMATION, [route], decided=DecisionOutcome.QUERIED)
        section(sds)
    for person, decisions in ((reviewer(), 0), (member(sds.provider), 1)):
        client = signed_in(person)
        with django_assert_num_queries(QUERIES + decisions):
            client.get(url(sds, CONFIRMED, route))


# The session and the person; the SDS with its routes; its facts; and how much waits, or which papers a
# member may see and open, with the decisions of these.
QUERIES = 2 + 2 + 10 + 1

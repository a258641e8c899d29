from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Participation
from evidence.actions import add_use, query_evidence, withdraw_evidence
from evidence.models import EvidenceItem
from journal import clock
from parties.models import Person
from tests.parties.builders import (
    administrator,
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    service,
    supplier_route,
)
from tests.readiness.pages import nothing_changes, page, part, sent, signed_in, words

pytestmark = pytest.mark.django_db


def address(shown: EvidenceItem) -> str:
    return reverse("readiness:review", args=[shown.pk])


def a_certificate(**fields: object) -> EvidenceItem:
    programme()
    sds = service(organisation("Pellwater"), participation=Participation.SIT, name="Pellwater SDS")
    return item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], **fields)  # type: ignore[arg-type]


def decide(person: Person, shown: EvidenceItem, outcome: str, **typed: object) -> tuple[str, str]:
    """Where the decision leads, and what the page then says."""
    typed = {"outcome": outcome, "reason": "", "until": "", "decisions_seen": 0} | typed
    response = sent(person, address(shown), typed)
    return response.request["PATH_INFO"], words(response.content.decode())


def test_the_rules_and_their_named_conditions_stand_beside_the_fields():
    shown = a_certificate()
    said = words(page(reviewer(), address(shown)))
    assert "DCC User Role Meter Data Retriever (MDR)" in said
    assert "It is for the User Role MDR holds" in said
    assert "It names a version of the scenarios that covers MDR holds" in said
    assert shown.files.get().sha256 in said


def test_a_condition_that_fails_at_some_gates_names_them():
    sds = service()
    shown = item(sds, EvidenceKind.OUTPUT_TEST, [supplier_route(sds)])
    said = words(page(reviewer(), address(shown)))
    assert "It is filed in the PIT evidence fails" in said
    assert "It is filed in the QAD Qualification fails" in said


def test_it_tells_what_accepting_changes_and_what_it_will_not_do():
    shown = a_certificate()
    effects = words(part(page(reviewer(), address(shown)), "qt-effects", "qt-decision"))
    assert "leaves SIT Functional to Operational not ready, 7 open" in effects
    assert (
        "User Entry Process Testing SIT Functional to Operational and Qualification In review to Met"
        in effects
    )
    assert "SECAS has confirmed the full User Entry Process goes from outstanding to insufficient." in effects
    assert "Pellwater has only its UEPT certificate" in effects


def test_an_item_used_twice_tells_of_both():
    provider = organisation()
    first, second = service(provider, name="First"), service(provider, name="Second")
    shown = item(first, EvidenceKind.DBT_COMPLETION)
    add_use(actor=reviewer(), item=shown, service=second)
    markup = page(reviewer(), address(shown))
    assert markup.count("qt-effects") == 2
    said = words(markup)
    assert "The service of First, The service of Second" in said


def test_accepting_goes_on_to_the_next_item():
    shown = a_certificate(submitted_on=days_ago(9))
    sds = service()
    older = item(sds, EvidenceKind.DBT_COMPLETION, submitted_on=days_ago(12))
    newer = item(sds, EvidenceKind.PIT_COMPLETION, submitted_on=days_ago(3))
    maeve = reviewer(name="Maeve Tollan")
    until = clock.today() + timedelta(days=30)
    path, said = decide(maeve, shown, "accepted", until=until.isoformat())
    assert path == address(newer), "not back to what was passed over"
    assert (
        f"{shown.reference}, UEPT certificate, is accepted. That leaves SIT Functional to Operational" in said
    )
    made = shown.decisions.get()
    assert (made.outcome, made.until, made.decided_by, made.reason) == ("accepted", until, maeve, "")
    path, _ = decide(maeve, newer, "accepted")
    assert path == address(older)
    path, said = decide(maeve, older, "accepted")
    assert path == reverse("readiness:review_queue")
    assert "Nothing waits for a decision" in said


def test_a_query_and_a_rejection_carry_a_word_that_the_provider_reads():
    shown = a_certificate()
    _, said = decide(reviewer(), shown, "queried", reason="Which tests are these?")
    assert "is queried; its party sees your question" in said
    provider_reads = words(page(member(shown.about), reverse("readiness:item", args=[shown.pk])))
    assert "Which tests are these?" in provider_reads
    _, said = decide(reviewer(), shown, "rejected", reason="Another company's.", decisions_seen=1)
    assert "is rejected; its party sees why" in said
    assert [each.outcome for each in shown.decisions.all()] == ["queried", "rejected"]


@pytest.mark.parametrize(
    ("outcome", "typed", "sentence"),
    [
        ("queried", {}, "Say why, so that the provider knows what to do."),
        ("rejected", {"reason": "  "}, "Say why, so that the provider knows what to do."),
        ("rejected", {"reason": "x" * 2001}, "Use at most 2,000 characters."),
        ("queried", {"reason": "Which\0role?"}, "Leave out the null character"),
        ("queried", {"reason": "Which \x1brole?"}, "Leave out control characters"),
        ("rejected", {"reason": "Not \u202eyours"}, "Leave out control characters"),
        ("accepted", {"decisions_seen": "two"}, "Load this page again before you decide."),
        ("accepted", {"until": "2024-01-01"}, "Give a day that is not before today"),
        ("accepted", {"until": "soon"}, "Give a day such as 14 May 2025."),
        ("queried", {"reason": "Why?", "until": "2199-01-01"}, "Leave this empty to query or reject"),
        ("postponed", {}, "Press Accept, Query or Reject."),
        ("", {}, "Press Accept, Query or Reject."),
    ],
)
def test_bad_input_gets_a_sentence_and_decides_nothing(outcome: str, typed: dict[str, str], sentence: str):
    shown, person = a_certificate(), reviewer()
    page(person, address(shown))
    with nothing_changes():
        path, said = decide(person, shown, outcome, **typed)
    assert path == address(shown)
    assert sentence in said


def test_what_was_typed_stays_on_error():
    shown = a_certificate()
    typed = {"outcome": "accepted", "reason": "Seen by two.", "until": "2024-01-01", "decisions_seen": 0}
    markup = signed_in(reviewer()).post(address(shown), typed).content.decode()
    assert "Seen by two.</textarea>" in markup
    assert 'value="2024-01-01"' in markup


def test_a_decision_made_while_you_read_stops_yours():
    shown = a_certificate()
    person = reviewer()
    page(person, address(shown))
    query_evidence(actor=reviewer(name="Tomas Reyle"), item=shown, reason="Which?")
    with nothing_changes():
        _, said = decide(person, shown, "accepted", decisions_seen=0)
    assert "Tomas Reyle decided this while you read" in said
    path, _ = decide(person, shown, "accepted", decisions_seen=1)
    assert path == reverse("readiness:review_queue")
    assert shown.decisions.count() == 2


def test_who_handed_it_in_is_told_why_they_can_not_decide():
    sds = service()
    yours = reviewer()
    shown = item(sds, EvidenceKind.DBT_COMPLETION, by=yours)
    markup = page(yours, address(shown))
    assert "Whoever hands in an item can't decide it." in words(markup)
    assert 'name="outcome"' not in markup
    with nothing_changes():
        _, said = decide(yours, shown, "accepted")
    assert "Whoever hands in an item can't decide it." in said


def test_administrators_read_and_do_not_decide():
    shown, person = a_certificate(), administrator()
    markup = page(person, address(shown))
    assert "Only programme reviewers decide." in words(markup)
    assert 'name="outcome"' not in markup
    with nothing_changes():
        decide(person, shown, "accepted")


def test_checks_and_withdrawn_items_are_not_decided():
    sds = service()
    check = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)])
    assert "Elexon's checks are recorded as decided." in words(page(reviewer(), address(check)))
    shown = a_certificate()
    withdraw_evidence(actor=reviewer(), item=shown)
    person = reviewer()
    said = words(page(person, address(shown)))
    assert "so there is nothing to decide" in said
    with nothing_changes():
        decide(person, shown, "accepted")


def test_a_wrong_decision_is_reversed_by_another():
    shown = a_certificate(decided=DecisionOutcome.REJECTED)
    said = words(page(reviewer(), address(shown)))
    assert "This is another company's letter." in said
    assert "not in the queue" in said
    decide(reviewer(), shown, "accepted", decisions_seen=1)
    shown = EvidenceItem.objects.get()
    assert shown.state_on(clock.today()) == "accepted"


def test_for_others_there_is_no_review():
    shown = a_certificate()
    for somebody in (code_body(), member(shown.about), member(organisation())):
        with nothing_changes():
            assert signed_in(somebody).get(address(shown)).status_code == 404
            assert signed_in(somebody).post(address(shown), {"outcome": "accepted"}).status_code == 404

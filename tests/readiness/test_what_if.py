from __future__ import annotations

from copy import deepcopy

import pytest

from assumptions import evaluate, read_facts
from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, Status
from journal import clock
from readiness.facts import Document, facts_document
from readiness.what_if import free_id, with_all_filed, with_decision, with_item, without_item
from tests.parties.builders import days_ago, item, mdr_route, programme, service, supplier_route, use_of

pytestmark = pytest.mark.django_db


def status(document: Document, requirement: str, gate: Gate = Gate.QUALIFICATION) -> Status:
    (found,) = [
        finding
        for finding in evaluate(read_facts(document)).gates[gate].findings
        if finding.requirement.id == requirement
    ]
    return found.status


def test_each_change_leaves_the_document_that_it_was_made_from_as_it_was():
    programme()
    sds = service()
    paper = use_of(item(sds, EvidenceKind.UEP_CONFIRMATION, [mdr_route(sds)])).local_id
    document = facts_document(sds, as_of=clock.today())
    before = deepcopy(document)
    changed = [
        with_item(document, item_id="x", kind=EvidenceKind.DBT_COMPLETION, routes=[], details={}),
        with_decision(document, paper, DecisionOutcome.ACCEPTED),
        without_item(document, paper),
        with_all_filed(document),
    ]
    assert document == before
    assert all(each != before for each in changed)


def test_accepting_rejecting_and_withdrawing_turn_the_finding():
    sds = service()
    paper = use_of(item(sds, EvidenceKind.UEP_CONFIRMATION, [mdr_route(sds)])).local_id
    document = facts_document(sds, as_of=clock.today())
    assert status(document, "A203.UEP_CONFIRMED") is Status.IN_REVIEW
    accepted = with_decision(document, paper, DecisionOutcome.ACCEPTED)
    assert status(accepted, "A203.UEP_CONFIRMED") is Status.MET
    rejected = with_decision(accepted, paper, DecisionOutcome.REJECTED)
    assert status(rejected, "A203.UEP_CONFIRMED") is Status.REJECTED
    assert status(without_item(document, paper), "A203.UEP_CONFIRMED") is Status.OUTSTANDING


def test_a_decision_goes_before_those_dated_ahead():
    document: Document = {
        "as_of": "2024-09-30",
        "evidence": [
            {"id": "e1", "decisions": [{"on": "2024-09-01"}, {"on": "2024-10-01"}]},
            {"id": "e2", "decisions": []},
        ],
    }
    first, second = with_decision(document, "e1", DecisionOutcome.QUERIED)["evidence"]
    assert [decision["on"] for decision in first["decisions"]] == ["2024-09-01", "2024-09-30", "2024-10-01"]
    assert second == document["evidence"][1]


def test_a_new_item_has_an_id_that_nobody_has():
    assert free_id({"evidence": []}) == "handed-in-now"
    taken = {"evidence": [{"id": "handed-in-now"}, {"id": "handed-in-now-2"}]}
    assert free_id(taken) == "handed-in-now-3"


def test_all_filed_shows_what_papers_alone_lack():
    sds = service()
    route = supplier_route(sds)
    item(sds, EvidenceKind.OUTPUT_TEST, [route], decided=DecisionOutcome.ACCEPTED, submitted_on=days_ago(20))
    document = facts_document(sds, as_of=clock.today())
    assert status(document, "A198.OUTPUT_MESSAGES") is Status.INSUFFICIENT
    assert status(with_all_filed(document), "A198.OUTPUT_MESSAGES") is Status.MET

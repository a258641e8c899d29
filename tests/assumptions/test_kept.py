"""A result that was kept and one made anew are the same, on each of the days for which it is good."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import HealthCheck, given, settings

from assumptions import Evaluation, evaluate, read_facts
from assumptions.facts import Facts
from assumptions.kept import days_of_change, first_day, keep, take_up
from tests.assumptions.documents import Document
from tests.assumptions.strategies import facts_documents

WALKED = 40  # days, past every day that the strategy dates anything on


def told(evaluation: Evaluation) -> Document:
    """The result with all that a page may ask of a finding."""
    more = [
        (finding.requirement.id, finding.scope, finding.next_step, finding.examined, finding.waiver)
        for result in evaluation.gates.values()
        for finding in result.findings
    ]
    return evaluation.as_json() | {"more": more}


def kept_on_first_day(facts: Facts, number: int) -> Evaluation:
    """Of the days walked, what was kept on the first of those that share a result, taken up on this one."""
    day = facts.as_of + timedelta(days=number)
    made_on = max(facts.as_of, first_day(days_of_change(facts), day))
    kept = json.loads(json.dumps(keep(evaluate(facts, made_on))))
    return take_up(kept, lambda: facts, day)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(facts_documents())
def test_a_kept_result_says_what_a_fresh_one_says_day_by_day(document: Document) -> None:
    facts = read_facts(document)
    for number in range(WALKED):
        fresh = evaluate(facts, facts.as_of + timedelta(days=number))
        assert told(kept_on_first_day(facts, number)) == told(fresh)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(facts_documents())
def test_a_result_changes_on_its_days_of_change_alone(document: Document) -> None:
    facts = read_facts(document)
    days = days_of_change(facts)
    for number in range(1, WALKED):
        day = facts.as_of + timedelta(days=number)
        if day not in days:
            before, after = (keep(evaluate(facts, each)) for each in (day - timedelta(days=1), day))
            assert before == after


def test_before_all_of_its_days_a_result_has_a_first_day_too() -> None:
    facts = read_facts({"format": "qualtrack-facts/1"} | EMPTY)
    assert days_of_change(facts) == []
    assert first_day([], facts.as_of) < facts.as_of


EMPTY: Document = {
    "as_of": "2025-05-14",
    "programme": {"design_baselines": [], "mdr_scenario_versions": [], "gate_dates": {}, "lead_times": {}},
    "service": {"id": "s", "name": "S", "provider": "S", "role": "sds", "participation": "sit"},
    "routes": [],
    "evidence": [],
}

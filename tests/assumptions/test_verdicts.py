"""Verdicts, passed gates, and how long a verdict holds."""

from datetime import date
from typing import Any

import pytest

from assumptions import evaluate, read_facts
from assumptions.vocabulary import Gate, Verdict
from tests.assumptions.documents import Document, document, paper, result, service, waiver

CIT = Gate.SIT_CIT
READY_FOR_CIT = [
    paper("sec_accession", "accession"),
    paper("security_assessment", "security"),
    paper("dbt_completion", "dbt"),
    paper("pit_completion", "pit"),
]


def with_security(**changes: Any) -> Document:
    return document(
        *(each for each in READY_FOR_CIT if each["id"] != "security"),
        paper("security_assessment", "security", **changes),
    )


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "ready"),
        ({"decided": None}, "in_review"),
        ({"decided": "queried"}, "not_ready"),
        ({"decided": "rejected"}, "not_ready"),
        ({"expires_on": "2025-01-01"}, "not_ready"),
        ({"details": {}}, "not_ready"),
        ({"withdrawn_on": "2025-01-01"}, "not_ready"),
    ],
)
def test_worst_blocking_finding_decides(changes: Document, verdict: str) -> None:
    found = result(with_security(**changes)).gates[CIT]
    assert found.verdict == verdict
    assert [each.requirement.id for each in found.open] == ([] if verdict == "ready" else ["A094.SECURITY"])


def test_waivers_are_named_in_the_verdict_but_yield_to_a_review() -> None:
    waived = with_security(decided="rejected") | {"waivers": [waiver("A094.SECURITY", "sit_cit")]}
    assert result(waived).gates[CIT].verdict == "ready_with_waivers"
    waived["evidence"][0] = paper("sec_accession", "accession", decided=None)
    assert result(waived).gates[CIT].verdict == "in_review"


def test_advice_changes_no_verdict() -> None:
    found = result(document(*READY_FOR_CIT)).gates[CIT]
    assert {each.status for each in found.findings if not each.blocking} == {"outstanding"}
    assert found.verdict == "ready"


@pytest.mark.parametrize(("day", "shown"), [("2025-07-01", date(2025, 7, 1)), ("2025-07-02", None)])
def test_passed_on_changes_no_verdict(day: str, shown: date | None) -> None:
    passed = service(gates_passed={"sit_cit": day, "qualification_testing": "2024-01-01"})
    found = result(document(service=passed))
    assert (found.gates[CIT].passed_on, found.gates[CIT].verdict) == (shown, "not_ready")
    assert found.gates[Gate.QUALIFICATION_TESTING].passed_on is None


@pytest.mark.parametrize(
    ("changes", "until"),
    [
        ({}, None),
        ({"expires_on": "2025-08-31"}, date(2025, 8, 31)),
        ({"until": "2025-08-31"}, date(2025, 8, 31)),
        ({"withdrawn_on": "2025-08-31"}, date(2025, 8, 30)),
        ({"expires_on": "2199-12-31"}, date(2199, 12, 31)),
        ({"expires_on": "2025-07-01"}, date(2025, 7, 1)),
        ({"decided": "rejected", "expires_on": "2025-08-31"}, None),
    ],
)
def test_holds_until_the_last_day_before_the_verdict_changes(changes: Document, until: date | None) -> None:
    assert result(with_security(**changes)).gates[CIT].holds_until == until


def test_holds_until_sees_decisions_waivers_and_routes_to_come() -> None:
    decided = with_security(decisions=[{"on": "2025-07-10", "outcome": "accepted"}])
    assert result(decided).gates[CIT].holds_until == date(2025, 7, 9)
    waived = with_security(decided="rejected")
    waived["waivers"] = [waiver("A094.SECURITY", "sit_cit", expires_on="2025-09-30")]
    assert result(waived).gates[CIT].holds_until == date(2025, 9, 30)
    added = document(*READY_FOR_CIT)
    added["routes"].append(added["routes"][0] | {"id": "r2", "declared_on": "2025-07-20"})
    assert result(added).gates[CIT].holds_until == date(2025, 7, 19)


def test_a_change_that_another_one_makes_up_for_is_none() -> None:
    facts = with_security(expires_on="2025-08-31")
    facts["evidence"].append(
        paper(
            "security_assessment",
            "next",
            submitted_on="2025-08-01",
            decisions=[{"on": "2025-08-15", "outcome": "accepted"}],
            filings=[],
        )
    )
    assert result(facts).gates[CIT].holds_until is None


def test_another_day_and_some_gates_only() -> None:
    facts = read_facts(with_security(expires_on="2025-08-31"))
    found = evaluate(facts, date(2025, 9, 1), [Gate.QUALIFICATION, Gate.SIT_CIT])
    assert list(found.gates) == [Gate.SIT_CIT, Gate.QUALIFICATION]
    assert (found.as_json()["as_of"], found.gates[CIT].verdict) == ("2025-09-01", Verdict.NOT_READY)
    assert found.risks == evaluate(facts, date(2025, 9, 1)).risks

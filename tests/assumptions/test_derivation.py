"""A finding opened: its rule’s questions in order, how far each came, and what was passed over."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest

from assumptions import Finding, RuleFault
from assumptions.asking import IS_IT_RELEASED
from assumptions.derivation import passed_over, steps
from assumptions.outcome import PlainQuestion
from assumptions.vocabulary import Gate
from tests.assumptions.documents import (
    Document,
    document,
    finding,
    paper,
    result,
    section,
    service,
    supplier_route,
)

CERTIFICATE = paper("uept_certificate", "cert")
CONFIRMED = {"user_role": "MDR", "issuer": "secas"}


def of(facts: Document, requirement: str, gate: str = "qualification", scope: str | None = "r1") -> Finding:
    return finding(facts, requirement, gate, scope)


def told(found: Finding) -> list[tuple[str, str | None]]:
    return [(step.asks, step.so_far.value if step.so_far else None) for step in steps(found)]


def test_a_certificate_alone_is_opened_question_by_question():
    found = of(document(CERTIFICATE), "A203.UEP_CONFIRMED")
    assert told(found) == [
        ("Is there a UEP confirmation that counts?", "outstanding"),
        ("Is there a UEPT certificate instead?", None),
    ]
    confirmation, instead = steps(found)
    assert [one.answer for one in confirmation.parts[0].examined] == ["failed", "not_reached", "not_reached"]
    assert (instead.parts[0].item, instead.parts[0].examined[0].answer) == ("cert", "held")


def test_each_candidate_is_a_part_with_its_own_status():
    other_role = CONFIRMED | {"user_role": "OU"}
    facts = document(
        paper("uep_confirmation", "other", details=other_role),
        paper("uep_confirmation", "right", details=CONFIRMED),
    )
    (asked,) = steps(of(facts, "A203.UEP_CONFIRMED"))
    assert [(part.item, part.status) for part in asked.parts] == [("other", "insufficient"), ("right", "met")]
    assert asked.so_far == "met"


@pytest.mark.parametrize(
    ("requirement", "held", "answers"),
    [
        ("A094.SECURITY", [], ["failed"]),
        ("A094.SECURITY", ["IS", "ES"], ["held"]),
        ("A094.UEPT", [], ["failed"]),
        ("A094.UEPT", ["IS", "ES"], ["held"]),
    ],
)
def test_what_can_be_released_says_first_whether_it_is(requirement: str, held: list[str], answers: list[str]):
    first = steps(of(document(routes=[supplier_route(held=held)]), requirement))[0]
    assert first.asks == IS_IT_RELEASED
    assert [one.answer for part in first.parts for one in part.examined] == answers


def test_a_failed_check_is_told_where_it_ends_the_release():
    check = paper("supplier_user_check", details={"outcome": "not_listed"})
    first = steps(of(document(check, routes=[supplier_route()]), "A094.SECURITY"))[0]
    assert [(one.says, one.answer.value) for one in first.parts[0].examined] == [
        ("The collector already holds a DCC User Role", "held"),
        ("No check of Elexon’s finds otherwise", "failed"),
    ]


def test_a_section_for_other_routes_is_released_and_one_for_these_is_asked():
    for kind, expected in (
        ("supplier_roles", [IS_IT_RELEASED]),
        ("mdr", [IS_IT_RELEASED, "How far is the section?"]),
    ):
        facts = document(qad={"sections": [section(route_kinds=[kind])]})
        assert [asks for asks, _ in told(of(facts, "QAD.SECTION", scope="s1"))] == expected


def test_the_phases_of_sit_are_a_question_each():
    found = of(document(), "A199.SIT_COMPLETE", scope=None)
    assert [so_far for _, so_far in told(found)] == ["outstanding"] * 5


@pytest.mark.parametrize(
    ("item", "requirement", "gate", "why"),
    [
        (
            paper("uep_confirmation", withdrawn_on="2025-05-06"),
            "A203.UEP_CONFIRMED",
            "qualification",
            "was withdrawn on 6 May 2025",
        ),
        (CERTIFICATE, "A094.UEPT", "sit_cit", "is not needed"),
    ],
)
def test_what_is_passed_over_says_why(item: Any, requirement: str, gate: str, why: str):
    (left,) = passed_over(of(document(item), requirement, gate))
    assert (left.item.id, left.why) == (item["id"], why)


def test_of_checks_the_latest_is_looked_at_and_the_others_passed_over():
    first = paper("uep_check", "first", submitted_on="2024-04-01")
    facts = document(first, paper("uep_check", "second"))
    assert [left.item.id for left in passed_over(of(facts, "A203.CHECKED"))] == ["first"]


def test_a_certificate_of_a_role_that_is_not_asked_for_is_passed_over():
    gas = paper("uept_certificate", details={"user_role": "GS"})
    (left,) = passed_over(of(document(gas, routes=[supplier_route(held=[])]), "A094.UEPT"))
    assert left.why == "is for no User Role that is asked for here"


def test_nothing_is_passed_over_that_is_still_to_come_or_of_another_route():
    later = paper("uep_confirmation", submitted_on="2025-07-02", decided=None, filed=[])
    elsewhere = paper("uep_confirmation", "e2", routes=["r2"])
    routes = [document()["routes"][0], document()["routes"][0] | {"id": "r2"}]
    assert passed_over(of(document(later, elsewhere, routes=routes), "A203.UEP_CONFIRMED")) == ()


def test_every_finding_can_be_opened_and_every_looked_at_item_stands_in_a_step():
    for facts in (
        document(CERTIFICATE),
        document(CERTIFICATE, routes=[supplier_route()], service=service("non_sit")),
    ):
        for at in result(facts).gates.values():
            for found in at.findings:
                items = {part.item for step in steps(found) for part in step.parts}
                assert steps(found)
                assert set(found.looked_at) == items - {None}
                assert not {left.item.id for left in passed_over(found)} & items


def test_a_trail_that_raises_is_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch):
    def fails(*_: object) -> NoReturn:
        raise ZeroDivisionError

    found = of(document(), "SDS.WHOLE_ROLE", Gate.SIT_CIT, None)
    monkeypatch.setattr(PlainQuestion, "examine", fails)
    with pytest.raises(RuleFault, match=r"SDS\.WHOLE_ROLE"):
        steps(found)

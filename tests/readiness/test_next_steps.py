"""A finding's next step in words: who acts, and an order that names the item or the section."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from assumptions import evaluate, parse_facts
from readiness.next_steps import Actor, NextStep, next_step
from tests.assumptions.documents import document, finding, paper, section, supplier_route, waiver
from tests.assumptions.test_examples import VALID

PROVIDER, REVIEWER, CODE_BODY, ELEXON = Actor


def of_section(*history: tuple[str, str]) -> NextStep | None:
    facts = document(qad={"sections": [section("SDS-01", *history)], "sign_offs": []})
    return next_step(finding(facts, "QAD.SECTION", "qualification", "SDS-01"))


@pytest.mark.parametrize(
    ("history", "who", "do"),
    [
        ([], PROVIDER, "Answer QAD section SDS-01 and submit it"),
        ([("2025-05-01", "drafting")], PROVIDER, "Answer QAD section SDS-01 and submit it"),
        ([("2025-05-01", "submitted")], CODE_BODY, "Decide QAD section SDS-01"),
        ([("2025-05-01", "queried")], PROVIDER, "Answer the query on QAD section SDS-01"),
    ],
)
def test_a_section_is_named_and_the_code_bodies_decide_it(history: list[Any], who: Actor, do: str):
    step = of_section(*history)
    assert step == NextStep(who, do, "Overview")
    assert step.alone == f"{do}, Overview"


@pytest.mark.parametrize(
    ("item", "who", "do"),
    [
        (paper("dcc_adapter", "EV-1", decided=None), REVIEWER, "Decide EV-1"),
        (paper("dcc_adapter", "EV-1", decided="queried"), PROVIDER, "Answer the query on EV-1"),
        (
            paper("dcc_adapter", "EV-1", decided="rejected"),
            PROVIDER,
            "Hand in another one in place of EV-1",
        ),
        (
            paper("dcc_adapter", "EV-1", expires_on="2025-01-01"),
            PROVIDER,
            "Hand in a current one in place of EV-1",
        ),
    ],
)
def test_an_item_that_does_not_count_yet_is_named(item: dict[str, Any], who: Actor, do: str):
    step = next_step(finding(document(item), "A094.DCC_ADAPTER", "qualification"))
    assert step == NextStep(who, do, "DCC adapter")


@pytest.mark.parametrize(
    ("filed", "places"), [((), "PIT evidence and QAD"), (("pit",), "QAD"), (("qad",), "PIT evidence")]
)
def test_what_lacks_only_its_filing_is_to_be_filed(filed: tuple[str, ...], places: str):
    test = paper("output_test", "EV-1", filed=filed)
    found = finding(document(test, routes=[supplier_route()]), "A198.OUTPUT_MESSAGES", "qualification")
    step = next_step(found)
    assert step
    assert step.do == f"File EV-1 in the {places}"


def test_a_rejected_item_that_is_not_filed_is_not_to_be_filed():
    test = paper("output_test", "EV-1", decided="rejected", filed=())
    found = finding(document(test, routes=[supplier_route()]), "A198.OUTPUT_MESSAGES", "qualification")
    step = next_step(found)
    assert step
    assert step.do == "Hand in another one in place of EV-1"


def test_an_item_that_falls_short_is_named_with_what_it_lacks():
    assessment = paper("security_assessment", "EV-1", details={"outcome": "deferred"})
    found = finding(document(assessment), "A094.SECURITY", "sit_functional")
    assert next_step(found) == NextStep(
        PROVIDER,
        "Take the steps that the assessment asks for and hand in an approval (EV-1)",
        "Security assessment",
    )


def test_where_no_item_could_serve_the_rule_says_what_to_do():
    certificate = finding(document(paper("uept_certificate")), "A203.UEP_CONFIRMED", "qualification")
    check = finding(document(), "A203.CHECKED", "qualification")
    assert next_step(certificate) == NextStep(
        PROVIDER, "Ask SECAS to confirm the full User Entry Process for the MDR role"
    )
    assert next_step(check) == NextStep(
        ELEXON, "Check with SECAS that the User Entry Process is complete and record the outcome"
    )


def test_nobody_acts_on_what_is_settled():
    met = document(paper("dcc_adapter"))
    waived = document(waivers=[waiver("A094.DCC_ADAPTER", "qualification")])
    assert next_step(finding(met, "A094.DCC_ADAPTER", "qualification")) is None
    assert next_step(finding(waived, "A094.DCC_ADAPTER", "qualification")) is None


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_every_step_names_its_items_or_rests_on_none(path: Path):
    gates = evaluate(parse_facts(path.read_bytes())).gates.values()
    for found in chain.from_iterable(gate.findings for gate in gates):
        step = next_step(found)
        assert bool(step) is not found.is_settled
        if step is None:
            continue
        assert step.do[0].isupper()
        assert not step.do.endswith(".")
        if step.about and found.evidence:
            assert all(item in step.do for item in found.evidence)

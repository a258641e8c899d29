"""The register, what each head declares, and a rule that fails."""

import dataclasses
from pathlib import Path
from typing import NoReturn

import pytest

from assumptions import REQUIREMENTS, RuleFault, evaluate, read_facts
from assumptions.register import register
from assumptions.sources import SOURCES
from assumptions.vocabulary import Gate, Scope
from tests.assumptions.documents import document

RULES = Path(__file__).parents[2] / "assumptions" / "rules"
NOT_WAIVABLE = {
    *("SDS.WHOLE_ROLE", "SDS.ROUTE_DECLARED", "A198.ROUTE_PERMITTED", "A197.SCENARIOS", "A200.RELIANCE"),
    *("A203.UEP_CONFIRMED", "A203.CHECKED", "A204.LISTED", "QAD.SIGNED", "DCC.PRODUCTION_PLAN"),
}


def test_all_29_in_order_one_file_each() -> None:
    ids = list(REQUIREMENTS)
    assert len(ids) == 29
    assert (ids[0], ids[8], ids[-1]) == ("SDS.WHOLE_ROLE", "A197.SCENARIOS", "DCC.PRODUCTION_PLAN")
    assert len([path for path in RULES.glob("*.py") if path.name != "__init__.py"]) == 29


def test_what_can_be_waived() -> None:
    assert {each.id for each in REQUIREMENTS.values() if not each.waivable} == NOT_WAIVABLE


def test_an_id_stands_once() -> None:
    rule = REQUIREMENTS["SDS.WHOLE_ROLE"]
    with pytest.raises(ValueError, match=r"SDS\.WHOLE_ROLE"):
        register([rule, rule])


@pytest.mark.parametrize("rule", REQUIREMENTS.values(), ids=lambda rule: rule.id)
def test_heads_are_whole(rule) -> None:
    assert rule.text.endswith(".")
    assert not rule.next_step.endswith(".")
    assert set(rule.sources) <= set(SOURCES)
    assert not set(rule.blocks) & set(rule.advises)
    assert rule.blocks or rule.advises
    assert rule.waivable <= bool(rule.blocks)
    assert not rule.paper or rule.paper.is_about_a_route == (rule.scope is Scope.ROUTE)


def fail(*_: object) -> NoReturn:
    raise ZeroDivisionError("broken")


def test_a_rule_that_raises_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = dataclasses.replace(REQUIREMENTS["A201.MDR_DIP_ID"], decide=fail)
    monkeypatch.setattr("assumptions.findings.REQUIREMENTS", {**REQUIREMENTS, broken.id: broken})
    facts = read_facts(document())
    with pytest.raises(RuleFault, match=r"A201\.MDR_DIP_ID failed on the service acme") as fault:
        evaluate(facts)
    assert isinstance(fault.value.__cause__, ZeroDivisionError)
    assert evaluate(facts, gates=[Gate.SIT_CIT]).gates[Gate.SIT_CIT].verdict == "not_ready"


def test_a_sentence_that_raises_is_named_too() -> None:
    found = evaluate(read_facts(document())).gates[Gate.SIT_CIT].findings[0]
    told = found.tell()._replace(outcome=dataclasses.replace(found.outcome, say=fail))
    broken = dataclasses.replace(found, tell=lambda: told)
    with pytest.raises(RuleFault, match=r"SDS\.WHOLE_ROLE"):
        _ = broken.reason

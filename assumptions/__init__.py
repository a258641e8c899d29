"""The assumptions of MHHS-DEL1384 v4.0 as rules: facts of one Smart Data Service in, verdicts out.

    facts = read_facts(document)
    evaluate(facts).as_json()

Pure: no clock, no database, no framework. The rules are in ``assumptions.rules``, one file each.
"""

from assumptions.evaluation import RULES_VERSION, SOURCE, Evaluation, GateResult, evaluate
from assumptions.facts import Facts
from assumptions.findings import Finding, RuleFault
from assumptions.problems import InvalidFacts, Problem
from assumptions.reading import parse_facts, read_facts
from assumptions.register import REQUIREMENTS
from assumptions.requirement import Requirement
from assumptions.verdicts import days_of_effect

__all__ = [
    "REQUIREMENTS",
    "RULES_VERSION",
    "SOURCE",
    "Evaluation",
    "Facts",
    "Finding",
    "GateResult",
    "InvalidFacts",
    "Problem",
    "Requirement",
    "RuleFault",
    "days_of_effect",
    "evaluate",
    "parse_facts",
    "read_facts",
]

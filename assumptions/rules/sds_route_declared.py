"""MHHS-DEL1384, first page, and R548: which of the two ways of collecting is used must be clear."""

from __future__ import annotations

from assumptions.asking import answered
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import in_full, listed
from assumptions.vocabulary import ALL_GATES, Scope, Status


@requirement(
    id="SDS.ROUTE_DECLARED",
    title="Collection route declared",
    next_step="Declare how the smart-meter data is collected",
    sources=("deck", "R548"),
    scope=Scope.SERVICE,
    blocks=ALL_GATES,
)
def route_declared(case: Case) -> Outcome:
    """At least one collection route is declared and not withdrawn: with the MDR role, with Supplier User Roles,
    or both."""
    is_declared = bool(case.facts.routes)
    status = Status.MET if is_declared else Status.OUTSTANDING
    return answered(status, in_words, "Is a route there?", ("A collection route is declared", is_declared))


def in_words(case: Case, _outcome: Outcome) -> Reason:
    declared = [f"{each.kind.label} on {in_full(each.declared_on)}" for each in case.facts.routes]
    if declared:
        return Reason(f"{case.provider} declared its collection by {listed(declared)}.")
    return Reason(
        f"On {in_full(case.facts.day)} {case.provider} has no collection route.",
        "Declare whether the data comes by the MDR role, by a Supplier’s IS and ES roles, or by both.",
    )

"""A198: Qualification Testing is of the whole role, so consumption data has to come in for it."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.vocabulary import EvidenceKind, Gate, RouteKind, Scope


@requirement(
    id="A198.TEST_DATA",
    title="Supplier’s consumption data planned for testing",
    next_step="Plan how the Supplier’s consumption data reaches Qualification Testing and hand in the plan",
    sources=("A198",),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    paper=EvidenceKind.CONSUMPTION_DATA_PLAN,
    blocks=(Gate.QUALIFICATION_TESTING,),
    waivable=True,
)
def data_for_testing(case: Case) -> Outcome:
    """There is a plan for generating consumption data at the Supplier and sending it into the service in Qualification
    Testing."""
    return ask(case, EvidenceKind.CONSUMPTION_DATA_PLAN, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has no plan yet for sending consumption data into Qualification Testing.",
        "Hand in a consumption data plan.",
    )
    return about_paper(case, outcome, missing)

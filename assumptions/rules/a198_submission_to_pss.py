"""A198: consumption data gets from the Supplier into PSS, shown in PIT and in the QAD."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.filed import filed_for
from assumptions.vocabulary import ALL_GATES, EvidenceKind, RouteKind, Scope


@requirement(
    id="A198.SUBMISSION_TO_PSS",
    title="Submission to PSS tested",
    next_step="Test the sending of consumption data to PSS and file the result in the PIT evidence and the QAD",
    sources=("A198", "I6"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    paper=EvidenceKind.SUBMISSION_TEST,
    blocks=ALL_GATES,
    waivable=True,
)
def submission_to_pss(case: Case) -> Outcome:
    """The sending of consumption data from the Supplier into the rest of the Smart Data Service (PSS) is tested: filed
    in the PIT evidence before SIT and Qualification Testing, and in the QAD as well at Qualification."""
    return ask(case, EvidenceKind.SUBMISSION_TEST, *filed_for(case.gate), say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not shown a test of sending its consumption data to PSS.",
        "Test it, hand in the result and file it in the PIT evidence, for Qualification in the QAD too.",
    )
    return about_paper(case, outcome, missing)

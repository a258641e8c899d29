"""A198: the Supplier's data makes output messages, shown in PIT and in the QAD."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.filed import filed_for
from assumptions.vocabulary import ALL_GATES, EvidenceKind, RouteKind, Scope


@requirement(
    id="A198.OUTPUT_MESSAGES",
    title="Output messages tested with the Supplier’s data",
    next_step="Test the output messages with the Supplier’s data and file the result in the PIT evidence and the QAD",
    sources=("A198", "I6"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    paper=EvidenceKind.OUTPUT_TEST,
    blocks=ALL_GATES,
    waivable=True,
)
def output_messages(case: Case) -> Outcome:
    """Output messages are generated from the Supplier's consumption data in a test: filed in the PIT evidence before
    SIT and Qualification Testing, and in the QAD as well at Qualification."""
    return ask(case, EvidenceKind.OUTPUT_TEST, *filed_for(case.gate), say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not shown output messages made from its consumption data.",
        "Test them, hand in the result and file it in the PIT evidence, for Qualification in the QAD too.",
    )
    return about_paper(case, outcome, missing)

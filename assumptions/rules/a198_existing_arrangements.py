"""A198: how the Supplier collects today, shown in PIT and in the QAD."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.filed import filed_for
from assumptions.vocabulary import ALL_GATES, EvidenceKind, RouteKind, Scope


@requirement(
    id="A198.EXISTING_ARRANGEMENTS",
    title="Existing arrangements described",
    next_step="Describe the Supplier’s arrangements and file them in the PIT evidence and the QAD",
    sources=("A198", "I6", "I10"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    paper=EvidenceKind.EXISTING_ARRANGEMENTS,
    blocks=ALL_GATES,
    waivable=True,
)
def existing_arrangements(case: Case) -> Outcome:
    """The Supplier's arrangements for collecting with its own roles are described: filed in the PIT evidence before
    SIT and Qualification Testing, and in both the PIT evidence and the QAD at Qualification."""
    return ask(case, EvidenceKind.EXISTING_ARRANGEMENTS, *filed_for(case.gate), say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not described its arrangements for collecting with its Supplier roles.",
        "Hand in the description and file it in the PIT evidence, for Qualification in the QAD too.",
    )
    return about_paper(case, outcome, missing)

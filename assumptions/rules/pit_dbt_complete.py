"""R550: Design, Build and Test has to be done in time for SIT."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.vocabulary import ALL_GATES, EvidenceKind, Scope


@requirement(
    id="PIT.DBT_COMPLETE",
    title="Design, Build and Test complete",
    next_step="Complete Design, Build and Test and hand in the completion",
    sources=("R550",),
    scope=Scope.SERVICE,
    paper=EvidenceKind.DBT_COMPLETION,
    blocks=ALL_GATES[:-1],
    waivable=True,
)
def dbt_complete(case: Case) -> Outcome:
    """The provider has completed Design, Build and Test before SIT or Qualification Testing."""
    return ask(case, EvidenceKind.DBT_COMPLETION, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.provider} has not handed in its DBT completion.",
        "Complete Design, Build and Test and hand it in.",
    )
    return about_paper(case, outcome, missing)

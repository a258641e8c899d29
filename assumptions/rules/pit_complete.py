"""R550: Pre-Integration Testing has to be done in time for SIT, and on the whole role for Qualification Testing."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.coverage import WHOLE_ROLE
from assumptions.vocabulary import ALL_GATES, EvidenceKind, Gate, Scope


@requirement(
    id="PIT.COMPLETE",
    title="Pre-Integration Testing complete",
    next_step="Complete Pre-Integration Testing and hand in the completion",
    sources=("R550", "I12"),
    scope=Scope.SERVICE,
    paper=EvidenceKind.PIT_COMPLETION,
    blocks=ALL_GATES[:-1],
    waivable=True,
)
def pit_complete(case: Case) -> Outcome:
    """The provider has completed Pre-Integration Testing before SIT or Qualification Testing; for Qualification
    Testing it has to cover the whole role, every route declared by the day it was handed in."""
    asked = WHOLE_ROLE if case.gate is Gate.QUALIFICATION_TESTING else ()
    return ask(case, EvidenceKind.PIT_COMPLETION, *asked, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.provider} has not handed in its PIT completion.",
        "Complete Pre-Integration Testing and hand it in.",
    )
    return about_paper(case, outcome, missing)

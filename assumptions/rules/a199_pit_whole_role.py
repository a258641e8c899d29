"""A199: SIT is of the whole role against the design baseline, so the PIT before it has to be too (I12)."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.coverage import WHOLE_ROLE, against_the_baseline
from assumptions.vocabulary import SIT_GATES, EvidenceKind, Participation, Scope


@requirement(
    id="A199.PIT_WHOLE_ROLE",
    title="PIT on the whole role",
    next_step="Complete PIT on the whole role against the design baseline and hand in the completion",
    sources=("A199", "I12"),
    scope=Scope.SERVICE,
    participation=Participation.SIT,
    paper=EvidenceKind.PIT_COMPLETION,
    blocks=SIT_GATES,
    waivable=True,
)
def pit_whole_role(case: Case) -> Outcome:
    """The PIT completion covers the Smart Data Service role in its entirety, every route declared by the day it
    was handed in, and names a design baseline that the programme accepts."""
    return ask(case, EvidenceKind.PIT_COMPLETION, *WHOLE_ROLE, against_the_baseline, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.provider} has not handed in a PIT completion.",
        "Complete PIT on the whole role against the design baseline.",
    )
    return about_paper(case, outcome, missing)

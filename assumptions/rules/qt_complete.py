"""A198 and A200: Qualification Testing is undertaken on the SDS role as a whole."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.coverage import WHOLE_ROLE
from assumptions.vocabulary import EvidenceKind, Gate, Participation, Scope


@requirement(
    id="QT.COMPLETE",
    title="Qualification Testing complete",
    next_step="Complete Qualification Testing on the whole role and hand in the completion",
    sources=("A198", "A200"),
    scope=Scope.SERVICE,
    participation=Participation.NON_SIT,
    paper=EvidenceKind.QT_COMPLETION,
    blocks=(Gate.QUALIFICATION,),
    waivable=True,
)
def qt_complete(case: Case) -> Outcome:
    """A Non-SIT participant has completed Qualification Testing on the whole role, every route declared by the
    day the completion was handed in."""
    return ask(case, EvidenceKind.QT_COMPLETION, *WHOLE_ROLE, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.provider} has not handed in its Qualification Testing completion.",
        "Complete Qualification Testing on the whole role and hand it in.",
    )
    return about_paper(case, outcome, missing)

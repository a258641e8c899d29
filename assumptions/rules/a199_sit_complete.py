"""A199: the role in its entirety through all of the phases of SIT, against the design baseline (I9)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from assumptions.asking import best_of, paper_question, worst_of
from assumptions.details import SitCompletion
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper, listed, owner_of
from assumptions.steps.coverage import WHOLE_ROLE, against_the_baseline
from assumptions.vocabulary import EvidenceKind, Gate, Participation, Scope, SitPhase, Status

KIND = EvidenceKind.SIT_COMPLETION


@requirement(
    id="A199.SIT_COMPLETE",
    title="SIT complete in all five phases",
    next_step="Complete SIT in all five phases and hand in the completion",
    sources=("A199", "I9"),
    scope=Scope.SERVICE,
    participation=Participation.SIT,
    paper=KIND,
    blocks=(Gate.QUALIFICATION,),
    waivable=True,
)
def sit_complete(case: Case) -> Outcome:
    """For each of the five phases of SIT there is a completion that lists it, covers the whole role with every
    route, and names a design baseline that the programme accepts. The worst of the phases counts."""
    parts = {phase: completed_in(phase, case) for phase in SitPhase}
    return worst_of(case, tuple(parts.values()), say=partial(in_words, parts))


def completed_in(phase: SitPhase, case: Case) -> Outcome:
    papers = [item for item in case.papers(KIND) if phase in (item.read(SitCompletion).phases or ())]
    conditions = (*WHOLE_ROLE, against_the_baseline)
    question = paper_question(KIND, conditions, papers, f" for {phase.label}")
    return best_of(case, question, say=partial(in_words, {}))


def in_words(parts: Mapping[SitPhase, Outcome], case: Case, outcome: Outcome) -> Reason:
    phases = listed(phase.label for phase, part in parts.items() if part.status is outcome.status)
    missing = Reason(
        f"{case.provider} has handed in no SIT completion for {phases}.",
        "Hand in the completion of each phase as it ends.",
    )
    if outcome.status is Status.MET:
        return Reason(f"{case.provider} has completed SIT on the whole role in all five phases.")
    return about_paper(case, outcome, missing, f"{owner_of(case.provider)} SIT completion for {phases}")

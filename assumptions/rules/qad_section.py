"""The QAD that the deck names: each of its sections is agreed at Qualification (I14)."""

from __future__ import annotations

from assumptions.asking import answered, not_released, released
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import in_full, listed
from assumptions.steps.sections import is_released
from assumptions.vocabulary import Gate, Scope, SectionStatus, Status

FOR_OTHER_ROUTES = "The SDS has no route of the kinds that it is for"
STATUSES = {
    SectionStatus.AGREED: Status.MET,
    SectionStatus.SUBMITTED: Status.IN_REVIEW,
    SectionStatus.QUERIED: Status.QUERIED,
}


@requirement(
    id="QAD.SECTION",
    title="QAD section agreed",
    next_step="Answer the section of the QAD and submit it",
    sources=("deck", "I14"),
    scope=Scope.SECTION,
    blocks=(Gate.QUALIFICATION,),
    waivable=True,
)
def section_agreed(case: Case) -> Outcome:
    """The section is agreed. Released where it is for kinds of route that the SDS does not have."""
    if is_released(case.section, case):
        return released(not_for_these_routes, FOR_OTHER_ROUTES)
    section_status = case.facts.section_status(case.section)
    status = STATUSES.get(section_status, Status.OUTSTANDING) if section_status else Status.OUTSTANDING
    submitted = section_status not in (None, SectionStatus.DRAFTING)
    agreed = status is Status.MET
    how_far = (("The section is submitted", submitted), ("It is agreed", agreed))
    outcome = answered(status, in_words, "How far is the section?", *how_far)
    return outcome.after(*not_released(FOR_OTHER_ROUTES)) if case.section.route_kinds else outcome


def not_for_these_routes(case: Case, _outcome: Outcome) -> Reason:
    kinds = listed(kind.label for kind in case.section.route_kinds)
    return Reason(
        f"QAD section {case.section.id} is for {kinds} routes, and {case.provider} has none of that kind."
    )


def in_words(case: Case, _outcome: Outcome) -> Reason:
    name, day = f"QAD section {case.section.id} ({case.section.title})", last_change(case)
    match case.facts.section_status(case.section):
        case SectionStatus.AGREED:
            return Reason(f"{name} was agreed on {day}.")
        case SectionStatus.SUBMITTED:
            return Reason(f"{name} was submitted on {day} and waits for a reviewer.")
        case SectionStatus.QUERIED:
            return Reason(f"{name} was queried on {day}.", f"{case.provider} answers the query.")
        case SectionStatus.DRAFTING:
            return Reason(f"{name} is a draft of {day}.", f"{case.provider} finishes and submits it.")
    return Reason(f"{case.provider} has not started {name}.", "Write it and submit it.")


def last_change(case: Case) -> str:
    days = [entry.on for entry in case.section.history if entry.on <= case.facts.day]
    return in_full(days[-1]) if days else ""

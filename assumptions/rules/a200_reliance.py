"""A200: a Non-SIT participant that uses MDR relies on its UEPT; no further MDR testing is asked of it."""

from __future__ import annotations

from assumptions.asking import not_released, released
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import in_full
from assumptions.steps.entry_tests import certified
from assumptions.vocabulary import EvidenceKind, Gate, Participation, RouteKind, Scope, Status

SHOWN = "UEPT in the MDR role is shown"


@requirement(
    id="A200.RELIANCE",
    title="No further MDR testing, in reliance on UEPT",
    next_step="Complete User Entry Process Testing in the MDR role, so that it can be relied on",
    sources=("A200",),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    participation=Participation.NON_SIT,
    paper=EvidenceKind.UEPT_CERTIFICATE,
    advises=(Gate.QUALIFICATION_TESTING, Gate.QUALIFICATION),
)
def reliance(case: Case) -> Outcome:
    """Where UEPT in the MDR role is shown, the MDR functionality needs no further test for Qualification; until
    then this stands as UEPT itself does."""
    outcome = certified(case)
    if outcome.status is Status.MET:
        return released(relied_on, SHOWN)
    return outcome.after(*not_released(SHOWN))


def relied_on(case: Case, _outcome: Outcome) -> Reason:
    decided = in_full(case.facts.decided_on(certified(case).evidence[-1]))
    return Reason(
        f"{case.party} has completed UEPT in the MDR role, accepted on {decided}, "
        "so its MDR functionality needs no further test for Qualification."
    )

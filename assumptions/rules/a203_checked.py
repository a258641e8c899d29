"""A203: Elexon checks for itself that the MDR has completed the User Entry Process (I5)."""

from __future__ import annotations

from assumptions.asking import ask_latest
from assumptions.details import UepCheck
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper, owner_of
from assumptions.vocabulary import EvidenceKind, Gate, Owner, RouteKind, Scope, Status, UepCheckOutcome


@requirement(
    id="A203.CHECKED",
    title="Elexon has checked the User Entry Process",
    next_step="Check with SECAS that the User Entry Process is complete and record the outcome",
    sources=("A203", "I5"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    owner=Owner.ELEXON,
    paper=EvidenceKind.UEP_CHECK,
    blocks=(Gate.QUALIFICATION,),
)
def checked(case: Case) -> Outcome:
    """Elexon's latest check finds the collector's User Entry Process complete. Elexon acts, but after a check
    that did not confirm it the provider does."""
    outcome = ask_latest(case, EvidenceKind.UEP_CHECK, confirms_the_process, say=in_words)
    return outcome.owned_by(Owner.PROVIDER) if outcome.status is Status.INSUFFICIENT else outcome


@condition(
    "It confirms the User Entry Process",
    fails="does not confirm it",
    do="complete the User Entry Process with SECAS, then ask Elexon to check again",
)
def confirms_the_process(item: Evidence, _case: Case) -> bool:
    return item.read(UepCheck).outcome is UepCheckOutcome.CONFIRMED


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"Elexon has not yet recorded its check of {case.party} as an MDR user.",
        "Elexon checks with SECAS and records the outcome.",
    )
    return about_paper(case, outcome, missing, f"Elexon’s check of {owner_of(case.party)} User Entry Process")

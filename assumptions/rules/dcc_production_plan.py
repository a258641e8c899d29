"""MHHS-DEL1384, second page: allow in the plan for the time to onboard to the DCC production environment (I13)."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.details import ProductionOnboardingPlan
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.vocabulary import ALL_AFTER_CIT, EvidenceKind, RouteKind, Scope


@requirement(
    id="DCC.PRODUCTION_PLAN",
    title="Plan for DCC production onboarding",
    next_step="Hand in a plan with the day of joining the DCC production environment",
    sources=("deck", "I13"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    paper=EvidenceKind.PRODUCTION_ONBOARDING_PLAN,
    advises=ALL_AFTER_CIT,
)
def production_plan(case: Case) -> Outcome:
    """The provider plans the day on which the collector joins the DCC production environment. Advice only."""
    return ask(case, EvidenceKind.PRODUCTION_ONBOARDING_PLAN, names_the_day, say=in_words)


@condition("It names the planned day", fails="names no day", do="hand in a plan that names the day")
def names_the_day(item: Evidence, _case: Case) -> bool:
    return item.read(ProductionOnboardingPlan).planned_on is not None


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"No plan has been handed in for when {case.party} joins the DCC production environment.",
        "Hand in a plan that names the day.",
    )
    return about_paper(case, outcome, missing)

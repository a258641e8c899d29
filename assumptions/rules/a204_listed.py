"""A204: Elexon checks that the Supplier is on the SEC list of valid users in the roles it uses (I5)."""

from __future__ import annotations

from assumptions.asking import ask_latest
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper, roles
from assumptions.steps.supplier_check import LISTED
from assumptions.vocabulary import ALL_GATES, EvidenceKind, Gate, Owner, RouteKind, Scope, Status


@requirement(
    id="A204.LISTED",
    title="On the SEC list of valid users",
    next_step="Look the Supplier up in the SEC list of valid users and record the outcome",
    sources=("A204", "I5"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    owner=Owner.ELEXON,
    paper=EvidenceKind.SUPPLIER_USER_CHECK,
    blocks=(Gate.QUALIFICATION,),
    advises=ALL_GATES[:-1],
)
def on_the_list(case: Case) -> Outcome:
    """Elexon's latest check finds the collector listed in every User Role that the route uses. Elexon acts, but
    after a check that did not find it the provider does; such a check ends the exemption of A198."""
    outcome = ask_latest(case, EvidenceKind.SUPPLIER_USER_CHECK, *LISTED, say=in_words)
    return outcome.owned_by(Owner.PROVIDER) if outcome.status is Status.INSUFFICIENT else outcome


def in_words(case: Case, outcome: Outcome) -> Reason:
    used = roles(case.route.roles_used)
    missing = Reason(
        f"Elexon has not yet looked up {case.party} in the SEC list of valid users for {used}.",
        "Elexon looks it up and records the outcome.",
    )
    return about_paper(case, outcome, missing, f"Elexon’s check of {case.party} as a user of {used}")

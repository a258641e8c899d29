"""A198: who may collect with Supplier User Roles in place of the MDR role."""

from __future__ import annotations

from assumptions.asking import answered
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import listed, roles, sentence
from assumptions.steps.permitted import PERMITTED, is_permitted
from assumptions.vocabulary import ALL_GATES, RouteKind, Scope, Status


@requirement(
    id="A198.ROUTE_PERMITTED",
    title="Permitted as a Supplier route",
    next_step="Keep the route to a Supplier’s own customers with IS and ES, or collect with the MDR role",
    sources=("A198", "I2"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.SUPPLIER_ROLES,
    blocks=ALL_GATES,
)
def route_permitted(case: Case) -> Outcome:
    """A Supplier may collect for its own customers with its IS and ES roles, and with no other role. Everybody
    else collects with the MDR role."""
    status = Status.MET if is_permitted(case.route, case) else Status.INSUFFICIENT
    conditions = ((asked.says, asked.holds(case.route, case)) for asked in PERMITTED)
    return answered(status, in_words, "May it collect with Supplier User Roles?", *conditions)


def in_words(case: Case, outcome: Outcome) -> Reason:
    if outcome.status is Status.MET:
        used = roles(case.route.roles_used)
        return Reason(f"{case.party} is a Supplier and collects for its own customers with {used} only.")
    lacks = [asked for asked in PERMITTED if not asked.holds(case.route, case)]
    return Reason(
        f"{case.party} {listed(lack.fails for lack in lacks)}.",
        f"{sentence(listed(lack.do for lack in lacks))[:-1]}; the MDR role is the other way to collect.",
    )

"""A094 and A202: DCC User Entry Process Testing, before SIT Functional."""

from __future__ import annotations

from assumptions.asking import not_released, released
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import roles
from assumptions.steps.entry_tests import certified, roles_to_be_tested
from assumptions.vocabulary import ALL_GATES, EvidenceKind, Gate, RouteKind, Scope

NOT_IN_CIT = "The DCC has no part in CIT"
NO_NEW_ROLE = "No User Role that the route uses has to be tested"


@requirement(
    id="A094.UEPT",
    title="User Entry Process Testing",
    next_step="Complete User Entry Process Testing with DCC and hand in the certificate",
    sources=("A094", "A202", "I1"),
    scope=Scope.ROUTE,
    paper=EvidenceKind.UEPT_CERTIFICATE,
    blocks=ALL_GATES,
    waivable=True,
)
def uept(case: Case) -> Outcome:
    """The collector has a UEPT certificate for the MDR role; on a Supplier route one for each role used that is
    new to it, or for all of them if the route is not permitted or Elexon's check has failed. Released for
    CIT, which the DCC has no part in, and on a Supplier route with no role to be tested in."""
    if case.gate is Gate.SIT_CIT:
        return released(not_for_cit, NOT_IN_CIT)
    if case.route.kind is RouteKind.SUPPLIER_ROLES and not roles_to_be_tested(case):
        return released(no_new_role, NO_NEW_ROLE)
    of_a_supplier = (NO_NEW_ROLE,) if case.route.kind is RouteKind.SUPPLIER_ROLES else ()
    return certified(case).after(*not_released(*of_a_supplier))


def not_for_cit(case: Case, _outcome: Outcome) -> Reason:
    return Reason(
        "The DCC has no part in Component Integration Testing, "
        f"so {case.party} shows its UEPT certificate from SIT Functional on."
    )


def no_new_role(case: Case, _outcome: Outcome) -> Reason:
    used = roles(case.route.roles_used)
    return Reason(f"{case.party} already held {used} when its route was declared, so it need not test them.")

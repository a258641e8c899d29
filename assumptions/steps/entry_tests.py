"""User Entry Process Testing: the roles that a collector is tested in, its certificates (A094, A198, I10)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from assumptions.asking import ask, best_of, paper_question, worst_of
from assumptions.details import UeptCertificate
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.sentences import about_paper, owner_of, roles
from assumptions.steps.permitted import is_permitted
from assumptions.steps.supplier_check import check_has_failed
from assumptions.vocabulary import DccRole, EvidenceKind, RouteKind, Status

KIND = EvidenceKind.UEPT_CERTIFICATE


@condition(
    "It is for the User Role MDR",
    fails="is not for the User Role MDR",
    do="complete UEPT in the MDR role with DCC and hand in that certificate",
)
def for_the_mdr_role(item: Evidence, _case: Case) -> bool:
    return item.read(UeptCertificate).user_role is DccRole.METER_DATA_RETRIEVER


def roles_to_be_tested(case: Case) -> tuple[DccRole, ...]:
    """Of a route with Supplier User Roles: those used that are new to its collector.

    All roles used, if A198 does not permit the route or its check has failed.
    """
    route = case.route
    if check_has_failed(case) or not is_permitted(route, case):
        return route.roles_used
    return tuple(role for role in route.roles_used if role not in route.collector.dcc_roles)


def certified(case: Case) -> Outcome:
    """A certificate for the MDR role, or on a Supplier's route one for each role to be tested."""
    if case.route.kind is RouteKind.MDR:
        return ask(case, KIND, for_the_mdr_role, say=on_the_mdr_role)
    parts = {role: certified_in(role, case) for role in roles_to_be_tested(case)}
    return worst_of(case, tuple(parts.values()), say=partial(on_each_role, parts))


def certified_in(role: DccRole, case: Case) -> Outcome:
    """A certificate for one role: the candidates are those of that role alone."""
    papers = [item for item in case.papers(KIND) if item.read(UeptCertificate).user_role is role]
    question = paper_question(KIND, (), papers, f" for the User Role {role.value}")
    return best_of(case, question, say=partial(on_each_role, {}))


def on_the_mdr_role(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not handed in its UEPT certificate for the MDR role.",
        "Complete User Entry Process Testing with DCC and hand in the certificate.",
    )
    return about_paper(case, outcome, missing)


def on_each_role(parts: Mapping[DccRole, Outcome], case: Case, outcome: Outcome) -> Reason:
    tested = roles(role for role, part in parts.items() if part.status is outcome.status)
    missing = Reason(
        f"{case.party} has not handed in a UEPT certificate for {tested}, which it is to be tested in.",
        "Complete User Entry Process Testing with DCC and hand in a certificate for each role.",
    )
    if outcome.status is Status.MET and len(outcome.evidence) > 1:
        return Reason(f"{owner_of(case.party)} UEPT certificates for {tested} were accepted.")
    return about_paper(case, outcome, missing, f"{owner_of(case.party)} UEPT certificate for {tested}")

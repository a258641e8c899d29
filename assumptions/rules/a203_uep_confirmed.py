"""A203: the SDS shows, by SECAS's confirmation, that the full User Entry Process is complete for the MDR role."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.details import UepConfirmation
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, PlainQuestion, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper, in_full, owner_of
from assumptions.vocabulary import (
    SIT_AFTER_CIT,
    DccRole,
    EvidenceKind,
    Gate,
    RouteKind,
    Scope,
    Status,
    UepIssuer,
)


@requirement(
    id="A203.UEP_CONFIRMED",
    title="SECAS has confirmed the full User Entry Process",
    next_step="Ask SECAS to confirm the full User Entry Process for the MDR role",
    sources=("A203",),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    paper=EvidenceKind.UEP_CONFIRMATION,
    blocks=(Gate.QUALIFICATION,),
    advises=(*SIT_AFTER_CIT, Gate.QUALIFICATION_TESTING),
)
def uep_confirmed(case: Case) -> Outcome:
    """SECAS has confirmed that the collector completed the full User Entry Process for the MDR role. Its UEPT
    certificate alone does not show that: testing is one step of the process."""
    outcome = ask(case, EvidenceKind.UEP_CONFIRMATION, for_the_mdr_role, comes_from_secas, say=in_words)
    if outcome.status is not Status.OUTSTANDING:
        return outcome
    certificates = tuple(case.facts.accepted(EvidenceKind.UEPT_CERTIFICATE, case.route))
    instead = PlainQuestion(
        "Is there a UEPT certificate instead?",
        "An accepted UEPT certificate is on the route",
        bool(certificates),
        certificates,
    )
    questions = (*outcome.questions, instead)
    if certificates:
        return Outcome(Status.INSUFFICIENT, only_a_certificate, certificates, questions)
    return Outcome(outcome.status, in_words, questions=questions)


@condition(
    "It is for the User Role MDR",
    fails="is not for the User Role MDR",
    do="ask SECAS for a confirmation for the MDR role",
)
def for_the_mdr_role(item: Evidence, _case: Case) -> bool:
    return item.read(UepConfirmation).user_role is DccRole.METER_DATA_RETRIEVER


@condition(
    "It comes from SECAS", fails="does not come from SECAS", do="ask SECAS to confirm the process itself"
)
def comes_from_secas(item: Evidence, _case: Case) -> bool:
    return item.read(UepConfirmation).issuer is UepIssuer.SECAS


def only_a_certificate(case: Case, outcome: Outcome) -> Reason:
    decided = in_full(max(case.facts.decided_on(item) for item in outcome.evidence))
    return Reason(
        f"{case.party} has only its UEPT certificate, accepted on {decided}; "
        "on its own it does not show the full User Entry Process.",
        "Ask SECAS to confirm that it is complete for the MDR role.",
    )


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not handed in SECAS’s confirmation of its full User Entry Process.",
        "Complete the process and ask SECAS to confirm it for the MDR role.",
    )
    return about_paper(
        case, outcome, missing, f"{owner_of(case.party)} confirmation of the User Entry Process"
    )

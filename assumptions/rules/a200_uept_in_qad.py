"""A200: a Non-SIT participant gives its MDR UEPT evidence in the Qualification Assessment Document."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.entry_tests import for_the_mdr_role
from assumptions.steps.filed import filed_in_qad
from assumptions.vocabulary import EvidenceKind, Gate, Participation, RouteKind, Scope


@requirement(
    id="A200.UEPT_IN_QAD",
    title="UEPT certificate in the QAD",
    next_step="File the UEPT certificate in the QAD",
    sources=("A200", "I7"),
    scope=Scope.ROUTE,
    route_kind=RouteKind.MDR,
    participation=Participation.NON_SIT,
    paper=EvidenceKind.UEPT_CERTIFICATE,
    blocks=(Gate.QUALIFICATION,),
    waivable=True,
)
def uept_in_qad(case: Case) -> Outcome:
    """The UEPT certificate for the MDR role is filed in the QAD."""
    return ask(case, EvidenceKind.UEPT_CERTIFICATE, for_the_mdr_role, filed_in_qad, say=in_words)


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has no UEPT certificate that could be filed in the QAD.",
        "Complete User Entry Process Testing with DCC, hand in the certificate and file it there.",
    )
    return about_paper(case, outcome, missing)

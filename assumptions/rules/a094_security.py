"""A094: the SEC security assessment, before SIT."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.details import SecurityAssessment
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.dcc_users import is_dcc_user, not_released_as_dcc_user, released_as_dcc_user
from assumptions.vocabulary import ALL_GATES, EvidenceKind, Scope, SecurityOutcome

APPROVED = (SecurityOutcome.APPROVED, SecurityOutcome.APPROVED_SUBJECT_TO_STEPS)


@requirement(
    id="A094.SECURITY",
    title="Security assessment",
    next_step="Pass the SEC security assessment and hand in its outcome",
    sources=("A094", "I1", "I4"),
    scope=Scope.ROUTE,
    paper=EvidenceKind.SECURITY_ASSESSMENT,
    blocks=ALL_GATES,
    waivable=True,
)
def security(case: Case) -> Outcome:
    """The collector's SEC security assessment came out as approved, or as approved subject to steps. Released
    where the collector already holds a DCC User Role, unless Elexon's check of a Supplier route has failed."""
    if is_dcc_user(case):
        return released_as_dcc_user(case)
    outcome = ask(case, EvidenceKind.SECURITY_ASSESSMENT, approved, say=in_words)
    return outcome.after(*not_released_as_dcc_user(case))


@condition(
    "It approves the collector, with or without steps to take",
    fails="does not approve it",
    do="take the steps that the assessment asks for and hand in an approval",
)
def approved(item: Evidence, _case: Case) -> bool:
    return item.read(SecurityAssessment).outcome in APPROVED


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not handed in a SEC security assessment.",
        "Have the assessment made and hand in its outcome.",
    )
    return about_paper(case, outcome, missing)

"""A094: accession to the Smart Energy Code, before SIT."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.details import SecAccession
from assumptions.facts import Evidence
from assumptions.outcome import Case, Outcome, Reason, condition
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.dcc_users import is_dcc_user, not_released_as_dcc_user, released_as_dcc_user
from assumptions.vocabulary import ALL_GATES, EvidenceKind, PartyCategory, Scope


@requirement(
    id="A094.SEC_ACCESSION",
    title="SEC accession",
    next_step="Accede to the Smart Energy Code as an Other SEC Party and hand in the proof",
    sources=("A094", "I1", "I4"),
    scope=Scope.ROUTE,
    paper=EvidenceKind.SEC_ACCESSION,
    blocks=ALL_GATES,
    waivable=True,
)
def sec_accession(case: Case) -> Outcome:
    """The collector has acceded to the Smart Energy Code as an Other SEC Party; a Supplier may have done so in
    any category. Released where the collector already holds a DCC User Role, unless Elexon's check of a
    Supplier route has failed."""
    if is_dcc_user(case):
        return released_as_dcc_user(case)
    outcome = ask(case, EvidenceKind.SEC_ACCESSION, in_the_right_category, say=in_words)
    return outcome.after(*not_released_as_dcc_user(case))


@condition(
    "It is as an Other SEC Party, or the collector is a Supplier",
    fails="is not as an Other SEC Party",
    do="accede to the Smart Energy Code as an Other SEC Party and hand in the proof",
)
def in_the_right_category(item: Evidence, case: Case) -> bool:
    is_supplier = case.route.collector.category is PartyCategory.SUPPLIER
    return is_supplier or item.read(SecAccession).party_category is PartyCategory.OTHER_SEC_PARTY


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not shown that it has acceded to the Smart Energy Code.",
        "Accede with SECAS and hand in the proof.",
    )
    return about_paper(case, outcome, missing)

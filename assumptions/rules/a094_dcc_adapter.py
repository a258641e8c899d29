"""A094: the DCC adapter service, before SIT, though not before CIT (A202, I1)."""

from __future__ import annotations

from assumptions.asking import ask
from assumptions.outcome import Case, Outcome, Reason
from assumptions.requirement import requirement
from assumptions.sentences import about_paper
from assumptions.steps.dcc_users import is_dcc_user, not_released_as_dcc_user, released_as_dcc_user
from assumptions.vocabulary import ALL_AFTER_CIT, EvidenceKind, Gate, Scope


@requirement(
    id="A094.DCC_ADAPTER",
    title="DCC adapter",
    next_step="Obtain a DCC adapter service and hand in the proof",
    sources=("A094", "I1", "I4"),
    scope=Scope.ROUTE,
    paper=EvidenceKind.DCC_ADAPTER,
    blocks=ALL_AFTER_CIT,
    advises=(Gate.SIT_CIT,),
    waivable=True,
)
def dcc_adapter(case: Case) -> Outcome:
    """The collector has its DCC adapter. Released where it already holds a DCC User Role, unless Elexon's check
    of a Supplier route has failed."""
    if is_dcc_user(case):
        return released_as_dcc_user(case)
    outcome = ask(case, EvidenceKind.DCC_ADAPTER, say=in_words)
    return outcome.after(*not_released_as_dcc_user(case))


def in_words(case: Case, outcome: Outcome) -> Reason:
    missing = Reason(
        f"{case.party} has not shown its DCC adapter.",
        "Obtain an adapter for the DCC and hand in the proof.",
    )
    return about_paper(case, outcome, missing)

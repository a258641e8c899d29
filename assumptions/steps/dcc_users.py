"""Who is already a DCC User, and so past A094's accession, security, connection and adapter (I4)."""

from __future__ import annotations

from assumptions.asking import released
from assumptions.outcome import Case, Outcome, Reason
from assumptions.sentences import roles
from assumptions.steps.supplier_check import check_has_failed


def is_dcc_user(case: Case) -> bool:
    """The collector holds a DCC User Role, and no failed check says otherwise (A094, A198, I5)."""
    return bool(case.route.collector.dcc_roles) and not check_has_failed(case)


def released_as_dcc_user(_case: Case) -> Outcome:
    """The outcome for a collector that is already a DCC User."""
    return released(already_a_user, "The collector already holds a DCC User Role")


def already_a_user(case: Case, _outcome: Outcome) -> Reason:
    held = case.route.collector.dcc_roles
    word = "Role" if len(held) == 1 else "Roles"
    return Reason(
        f"{case.party} already held the DCC User {word} {roles(held)} when its route was declared, "
        "so this is not asked of it again."
    )

"""Who is already a DCC User, and so past A094's accession, security, connection and adapter (I4)."""

from __future__ import annotations

from assumptions.asking import IS_IT_RELEASED, not_released, released
from assumptions.outcome import Case, Outcome, PlainQuestion, Reason
from assumptions.sentences import roles
from assumptions.steps.supplier_check import check_has_failed

HOLDS_A_ROLE = "The collector already holds a DCC User Role"
NO_CHECK_HAS_FAILED = "No check of Elexon’s finds otherwise"


def is_dcc_user(case: Case) -> bool:
    """The collector holds a DCC User Role, and no failed check says otherwise (A094, A198, I5)."""
    return bool(case.route.collector.dcc_roles) and not check_has_failed(case)


def released_as_dcc_user(_case: Case) -> Outcome:
    """The outcome for a collector that is already a DCC User."""
    return released(already_a_user, HOLDS_A_ROLE)


def not_released_as_dcc_user(case: Case) -> tuple[PlainQuestion, ...]:
    """What was asked first of a collector that is no DCC User, or that a failed check says to be none."""
    if not case.route.collector.dcc_roles:
        return not_released(HOLDS_A_ROLE)
    return (PlainQuestion(IS_IT_RELEASED, HOLDS_A_ROLE, True), *not_released(NO_CHECK_HAS_FAILED))


def already_a_user(case: Case, _outcome: Outcome) -> Reason:
    held = case.route.collector.dcc_roles
    word = "Role" if len(held) == 1 else "Roles"
    return Reason(
        f"{case.party} already held the DCC User {word} {roles(held)} when its route was declared, "
        "so this is not asked of it again."
    )

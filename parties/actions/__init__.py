"""Everything that changes parties, their people, their routes and the programme's settings."""

from parties.actions.invitations import (
    accept_invitation,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from parties.actions.people import (
    add_administrator,
    add_person,
    change_person,
    clear_totp,
    note_sign_in_change,
    remove_person,
)
from parties.actions.preferences import change_preferences
from parties.actions.saving import next_local_id, next_position, save_valid
from parties.actions.services import (
    add_organisation,
    add_service,
    change_programme,
    declare_route,
    record_gate_passed,
    set_gate_date,
    withdraw_route,
)
from parties.actions.single_sign_on import connect_by_openid

__all__ = [
    "accept_invitation",
    "add_administrator",
    "add_organisation",
    "add_person",
    "add_service",
    "change_person",
    "change_preferences",
    "change_programme",
    "clear_totp",
    "connect_by_openid",
    "declare_route",
    "invite_person",
    "next_local_id",
    "next_position",
    "note_sign_in_change",
    "record_gate_passed",
    "remove_person",
    "save_valid",
    "send_invitation_again",
    "set_gate_date",
    "withdraw_invitation",
    "withdraw_route",
]

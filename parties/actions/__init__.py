"""Everything that changes parties, their people, their routes and the programme's settings."""

from parties.actions.gates import record_gate_passed, set_gate_date
from parties.actions.invitations import (
    accept_invitation,
    invite_person,
    send_invitation_again,
    withdraw_invitation,
)
from parties.actions.organisations import add_organisation, change_organisation
from parties.actions.people import (
    add_administrator,
    add_person,
    change_person,
    clear_totp,
    note_sign_in_change,
    remove_person,
)
from parties.actions.preferences import change_preferences
from parties.actions.programme import change_programme
from parties.actions.routes import declare_route, reinstate_route, withdraw_route
from parties.actions.saving import next_local_id, next_position, save_valid
from parties.actions.services import add_service, change_service
from parties.actions.single_sign_on import connect_by_openid

__all__ = [
    "accept_invitation",
    "add_administrator",
    "add_organisation",
    "add_person",
    "add_service",
    "change_organisation",
    "change_person",
    "change_preferences",
    "change_programme",
    "change_service",
    "clear_totp",
    "connect_by_openid",
    "declare_route",
    "invite_person",
    "next_local_id",
    "next_position",
    "note_sign_in_change",
    "record_gate_passed",
    "reinstate_route",
    "remove_person",
    "save_valid",
    "send_invitation_again",
    "set_gate_date",
    "withdraw_invitation",
    "withdraw_route",
]

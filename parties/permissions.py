"""Who may do what with parties, and the question that every action asks first."""

from __future__ import annotations

from typing import Any

from rules.permissions import add_perm, has_perm
from rules.predicates import predicate

from parties.errors import NotAllowed
from parties.models import CollectionRoute, Invitation, Organisation, Person, Role, SmartDataService


@predicate
def is_reviewer(person: Person) -> bool:
    return person.role == Role.REVIEWER


@predicate
def is_code_body(person: Person) -> bool:
    return person.role == Role.CODE_BODY


@predicate
def is_administrator(person: Person) -> bool:
    return person.role == Role.ADMINISTRATOR


@predicate
def is_of_the_provider(person: Person, party: SmartDataService | CollectionRoute | None) -> bool:
    """Whether the person is a member of the organisation that provides the SDS (or the SDS of the route)."""
    service = party.service if isinstance(party, CollectionRoute) else party
    return (
        person.role == Role.MEMBER and service is not None and person.organisation_id == service.provider_id
    )


@predicate
def administers_it(person: Person, party: Organisation | Person | Invitation | None) -> bool:
    """Whether the person administers the organisation, or that of the person or invitation."""
    organisation_id = party.pk if isinstance(party, Organisation) else getattr(party, "organisation_id", None)
    return (
        person.role == Role.MEMBER
        and person.administers_organisation
        and organisation_id is not None
        and person.organisation_id == organisation_id
    )


@predicate
def administers_an_organisation(person: Person) -> bool:
    return person.role == Role.MEMBER and person.administers_organisation


@predicate
def is_themself(person: Person, other: Person | None) -> bool:
    return other is not None and person.pk == other.pk


is_programme_staff = is_reviewer | is_administrator
sees_every_party = is_programme_staff | is_code_body

add_perm("parties.see_service", sees_every_party | is_of_the_provider)
add_perm("parties.add_organisation", is_programme_staff)
add_perm("parties.add_person", is_administrator)
add_perm("parties.see_people", is_administrator | administers_an_organisation)
add_perm("parties.see_person", is_administrator | administers_it)
add_perm("parties.invite_person", is_administrator | administers_it)
add_perm("parties.withdraw_invitation", is_administrator | administers_it)
add_perm("parties.change_person", is_administrator | administers_it)
add_perm("parties.remove_person", is_administrator | administers_it)
add_perm("parties.clear_totp", is_administrator & ~is_themself)
add_perm("parties.add_service", is_programme_staff)
add_perm("parties.declare_route", is_programme_staff | is_of_the_provider)
add_perm("parties.withdraw_route", is_programme_staff | is_of_the_provider)
add_perm("parties.set_gate_date", is_programme_staff)
add_perm("parties.record_gate_passed", is_programme_staff | is_code_body)
add_perm("parties.change_programme", is_programme_staff)


def may(person: Person, permission: str, party: Any = None) -> bool:
    """Whether an active person may do this. A superuser gets no more than the role allows."""
    return person.is_active and has_perm(permission, person, party)


def require(person: Person, permission: str, party: Any = None, *, otherwise: str = "") -> None:
    """Raise ``NotAllowed`` unless the person may do this; ``otherwise`` says who can."""
    if not may(person, permission, party):
        raise NotAllowed(otherwise or "Your role does not allow this. Ask the programme's office.")

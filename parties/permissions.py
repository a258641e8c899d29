"""What people are to parties, and the question that every action asks first.

``parties.access`` says who may do what; a room's predicates say here what its relations mean.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from rules.permissions import has_perm, set_perm
from rules.predicates import Predicate, predicate

from journal import clock
from parties.access import ANY, TABLE, Permission
from parties.errors import NotAllowed
from parties.models import CollectionRoute, Invitation, Organisation, Person, SmartDataService

Judge = Callable[[Person, Any], bool]
_RELATIONS: dict[str, Predicate] = {}


def relation(judge: Judge) -> Judge:
    """Let a function say what the relation of its name in the table means. It is asked about None too."""
    _RELATIONS[judge.__name__] = predicate(judge)
    return judge


@relation
def provides_it(person: Person, party: SmartDataService | CollectionRoute | None) -> bool:
    """Whether the person's organisation provides the SDS (or the SDS of the route)."""
    service = party.service if isinstance(party, CollectionRoute) else party
    return service is not None and person.organisation_id == service.provider_id


@relation
def collects_for_it(person: Person, service: SmartDataService | None) -> bool:
    """Whether the person's organisation, not being the provider, collects for the SDS by a route there."""
    return (
        isinstance(service, SmartDataService)
        and person.organisation_id not in (None, service.provider_id)
        and any(
            route.collector_id == person.organisation_id and is_collected(route)
            for route in service.routes.all()
        )
    )


@relation
def collects_by_it(person: Person, route: CollectionRoute | None) -> bool:
    """Whether the person's organisation is the collector of a route that is there."""
    return (
        isinstance(route, CollectionRoute)
        and person.organisation_id == route.collector_id
        and is_collected(route)
    )


@relation
def administers_it(person: Person, party: Organisation | Person | Invitation | None) -> bool:
    """Whether the person administers the organisation, or that of the person or invitation."""
    organisation_id = party.pk if isinstance(party, Organisation) else getattr(party, "organisation_id", None)
    return (
        person.administers_organisation
        and organisation_id is not None
        and person.organisation_id == organisation_id
    )


@relation
def administers_theirs(person: Person, _anything: object) -> bool:
    return person.administers_organisation


@relation
def is_somebody_else(person: Person, other: Person | None) -> bool:
    return other is not None and person.pk != other.pk


@relation
def is_theirs(person: Person, organisation: Organisation | None) -> bool:
    return organisation is not None and person.organisation_id == organisation.pk


def is_collected(route: CollectionRoute) -> bool:
    """Whether the route is not withdrawn; one that is declared ahead can be prepared for."""
    return route.withdrawn_on is None or route.withdrawn_on > clock.today()


def grant_by_the_table() -> None:
    """Make each permission from its row, once every room has said what its relations mean."""
    for name, permission in TABLE.items():
        set_perm(name, _who_has(permission))


def _who_has(permission: Permission) -> Predicate:
    granted = [
        _has_role(role) if name == ANY else _has_role(role) & _RELATIONS[name]
        for role, names in permission.grants.items()
        for name in names
    ]
    return reduce(or_, granted)


def _has_role(role: str) -> Predicate:
    return Predicate(lambda person: person.role == role, name=f"is_{role}")


def may(person: Person, permission: str, party: Any = None) -> bool:
    """Whether an active person may do this. A superuser gets no more than the role allows."""
    return person.is_active and has_perm(permission, person, party)


def require(person: Person, permission: str, party: Any = None, *, otherwise: str = "") -> None:
    """Raise ``NotAllowed`` unless the person may do this; ``otherwise`` says who can."""
    if not may(person, permission, party):
        raise NotAllowed(otherwise or "Your role does not allow this. Ask the programme's office.")

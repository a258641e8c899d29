"""Reads of parties that are more than one line."""

from __future__ import annotations

import hashlib

from django.db.models import Exists, OuterRef, QuerySet

from journal import clock
from parties.models import CollectionRoute, Invitation, Person, SmartDataService
from parties.permissions import may


def services_seen_by(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs that a person may see: members their organisation's, the others all."""
    services = SmartDataService.objects.select_related("provider")
    if may(person, "parties.see_service"):
        return services
    if not person.is_active or person.organisation_id is None:
        return services.none()
    return services.filter(provider=person.organisation_id)


def people_seen_by(person: Person) -> QuerySet[Person]:
    """Those who sign in and whom a person may see: administrators all, an organisation's own its members."""
    people = Person.objects.filter(is_active=True).select_related("organisation")
    if may(person, "parties.see_person"):
        return people
    if not may(person, "parties.see_people"):
        return people.none()
    return people.filter(organisation=person.organisation_id)


def invitations_seen_by(person: Person) -> QuerySet[Invitation]:
    """The invitations that can still be taken up and that a person may withdraw."""
    waiting = open_invitations().select_related("organisation", "invited_by")
    if may(person, "parties.withdraw_invitation"):
        return waiting
    if not may(person, "parties.see_people"):
        return waiting.none()
    return waiting.filter(organisation=person.organisation_id)


def open_invitations(among: QuerySet[Invitation] | None = None) -> QuerySet[Invitation]:
    """The invitations that can be taken up now."""
    invitations = Invitation.objects.all() if among is None else among
    return invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=clock.now())


def digest(token: str) -> str:
    """What is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_of(token: str) -> Invitation | None:
    """The invitation that the holder of a token can take up now."""
    found = open_invitations().select_related("organisation", "invited_by")
    return found.filter(token_sha256=digest(token)).first()


def services_collected_by(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs of others for which a member's organisation collects by a route that is there."""
    services = SmartDataService.objects.select_related("provider").prefetch_related("routes__collector")
    if not person.is_active or person.organisation_id is None:
        return services.none()
    routes = CollectionRoute.objects.filter(service=OuterRef("pk"), collector=person.organisation_id).exclude(
        withdrawn_on__lte=clock.today()
    )
    return services.filter(Exists(routes)).exclude(provider=person.organisation_id)

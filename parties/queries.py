"""Reads of parties that are more than one line."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from journal import clock
from parties.models import CollectionRoute, Person, SmartDataService
from parties.permissions import may


def services_seen_by(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs that a person may see: members their organisation's, the others all."""
    services = SmartDataService.objects.select_related("provider")
    if may(person, "parties.see_service"):
        return services
    if not person.is_active or person.organisation_id is None:
        return services.none()
    return services.filter(provider=person.organisation_id)


def services_collected_by(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs of others for which a member's organisation collects by a route that is there."""
    services = SmartDataService.objects.select_related("provider").prefetch_related("routes__collector")
    if not person.is_active or person.organisation_id is None:
        return services.none()
    routes = CollectionRoute.objects.filter(service=OuterRef("pk"), collector=person.organisation_id).exclude(
        withdrawn_on__lte=clock.today()
    )
    return services.filter(Exists(routes)).exclude(provider=person.organisation_id)

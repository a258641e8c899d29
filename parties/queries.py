"""Reads of parties that are more than one line."""

from __future__ import annotations

from django.db.models import QuerySet

from parties.models import Person, SmartDataService
from parties.permissions import may


def services_seen_by(person: Person) -> QuerySet[SmartDataService]:
    """The SDSs that a person may see: members their organisation's, the others all."""
    services = SmartDataService.objects.select_related("provider")
    if may(person, "parties.see_service"):
        return services
    if not person.is_active or person.organisation_id is None:
        return services.none()
    return services.filter(provider=person.organisation_id)

"""Reads of organisations: the list, and what each provides, collects and has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from parties.models import CollectionRoute, Organisation, SmartDataService


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """An organisation with its SDSs, the routes by which it collects, and how many people it has."""

    organisation: Organisation
    services: Sequence[SmartDataService]
    routes: Sequence[CollectionRoute]
    people: int


def organisations_found(words: str) -> QuerySet[Organisation]:
    """Those whose name, or the name of an SDS of theirs, has the words in it; with how much each has."""
    found = Organisation.objects.all()
    if words:
        found = found.filter(Q(name__icontains=words) | Q(services__name__icontains=words))
    return found.annotate(
        services_in_all=Count("services", distinct=True),
        routes_in_all=Count("routes", distinct=True),
        people_in_all=Count("people", filter=Q(people__is_active=True), distinct=True),
    ).order_by("name", "pk")


def organisation_page(organisation: Organisation) -> OrganisationPage:
    routes = organisation.routes.select_related("service").order_by("service__name", "position")
    return OrganisationPage(
        organisation,
        list(organisation.services.all()),
        list(routes),
        organisation.people.filter(is_active=True).count(),
    )

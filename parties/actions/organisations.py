"""What changes organisations."""

from __future__ import annotations

from django.db.models import Q

from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.models import Organisation, Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction


@in_one_transaction
def add_organisation(*, actor: Person, name: str) -> Organisation:
    require(actor, "parties.add_organisation")
    organisation = save_valid(Organisation(name=name))
    record_change(
        action="add_organisation", actor=actor, subject=organisation, about=organisation, new={"name": name}
    )
    return organisation


@in_one_transaction
def change_organisation(
    *, actor: Person, organisation: Organisation, name: str, why: str = ""
) -> Organisation:
    """Call an organisation by another name, in the facts of every SDS that it provides or collects for."""
    require(actor, "parties.change_organisation", organisation)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before, organisation.name = organisation.name, name
    if before == name:
        return organisation
    save_valid(organisation)
    record_change(
        action="change_organisation",
        actor=actor,
        subject=organisation,
        about=organisation,
        services=services_that_name(organisation),
        old={"name": before},
        new={"name": name},
        why=why,
    )
    return organisation


def services_that_name(organisation: Organisation) -> list[SmartDataService]:
    """The SDSs whose facts name it, as the provider or as the collector of a route, also of one withdrawn."""
    named = Q(provider=organisation) | Q(routes__collector=organisation)
    return list(SmartDataService.objects.filter(named).distinct())

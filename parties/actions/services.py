"""What changes Smart Data Services themselves."""

from __future__ import annotations

from assumptions.vocabulary import Participation, ServiceRole
from journal.models import Entry
from parties.actions.saving import save_valid
from parties.changes import record_change
from parties.errors import Refused
from parties.models import Organisation, Person, SmartDataService
from parties.permissions import require
from parties.transactions import in_one_transaction

# What can be done to an SDS before anything hangs on who provides it.
OF_ITSELF = ("add_service", "change_organisation", "change_service", "set_gate_date")


@in_one_transaction
def add_service(
    *,
    actor: Person,
    slug: str,
    name: str,
    provider: Organisation,
    participation: Participation,
    role: ServiceRole = ServiceRole.SDS,
) -> SmartDataService:
    """A new Smart Data Service; ``slug`` is its id in facts documents and can't be changed later."""
    require(actor, "parties.add_service")
    service = save_valid(
        SmartDataService(slug=slug, name=name, provider=provider, participation=participation, role=role)
    )
    record_change(
        action="add_service",
        actor=actor,
        subject=service,
        about=provider,
        new={"id": slug, "name": name, "participation": participation, "role": role},
    )
    return service


@in_one_transaction
def change_service(
    *,
    actor: Person,
    service: SmartDataService,
    name: str,
    provider: Organisation,
    participation: Participation,
    role: ServiceRole,
    why: str = "",
) -> SmartDataService:
    """Correct what was entered of an SDS; its id stays, and its provider once anything hangs on it."""
    require(actor, "parties.change_service", service)
    service = SmartDataService.objects.select_for_update().get(pk=service.pk)
    before = _as_entered(service)
    if provider.pk != service.provider_id:
        _check_nothing_hangs_on(service)
    service.name, service.provider = name, provider
    service.participation, service.role = participation, role
    after = _as_entered(service)
    if before == after:
        return service
    save_valid(service)
    record_change(
        action="change_service",
        actor=actor,
        subject=service,
        about=provider,
        services=[service],
        old={field: before[field] for field in before if before[field] != after[field]},
        new={field: after[field] for field in after if before[field] != after[field]},
        why=why,
    )
    service.refresh_from_db()
    return service


def _as_entered(service: SmartDataService) -> dict[str, str]:
    return {
        "name": service.name,
        "organisation": service.provider.name,
        "participation": service.participation,
        "role": service.role,
    }


def _check_nothing_hangs_on(service: SmartDataService) -> None:
    """What was handed in, declared and decided is the provider's, and can't become another's."""
    since = Entry.objects.concerning(service.pk).exclude(action__in=OF_ITSELF).first()
    if since is not None:
        raise Refused(
            f"Routes, papers or decisions of {service.provider} hang on this service since "
            f"{since.at.date():%-d %B %Y}. Add a new service for the other organisation.",
            field="provider",
        )

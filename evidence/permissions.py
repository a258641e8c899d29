"""What people are to evidence."""

from __future__ import annotations

from evidence.models import Consent, EvidenceItem, Recipient
from evidence.queries import uses_shown_to_the_qwg
from parties.models import CollectionRoute, Person, Role, SmartDataService
from parties.permissions import relation


@relation
def did_not_hand_it_in(person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.handed_in_by_id != person.pk


@relation
def is_about_them(person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.about_id == person.organisation_id


@relation
def handed_in_for_them(person: Person, item: EvidenceItem | None) -> bool:
    """Whether the item was handed in for the person's organisation; staff hand in for none."""
    handed_in_for = item.handed_in_for_id if item else None
    return handed_in_for is not None and handed_in_for == person.organisation_id


@relation
def used_in_their_service(person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.uses.filter(service__provider=person.organisation_id).exists()


@relation
def shared_with_them(person: Person, item: EvidenceItem | None) -> bool:
    """Whether whom the item is about lets the person's organisation see it, for an SDS that uses it."""
    return (
        item is not None
        and Consent.objects.filter(
            giver=item.about_id,
            service__uses__item=item,
            service__provider=person.organisation_id,
            recipient=Recipient.PROVIDER,
            withdrawn_at__isnull=True,
        ).exists()
    )


@relation
def is_a_check(_person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.kind_term.is_a_check


@relation
def is_no_check(_person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and not item.kind_term.is_a_check


@relation
def elexons_check_for_them(person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.kind_term.is_a_check and used_in_their_service(person, item)


@relation
def shared_with_qwg(person: Person, party: SmartDataService | CollectionRoute | None) -> bool:
    """Whether the person is of the QWG and the provider of the SDS (or the route's) lets it see the SDS."""
    service = party.service if isinstance(party, CollectionRoute) else party
    return person.role == Role.QWG and isinstance(service, SmartDataService) and is_shared_with_qwg(service)


def is_shared_with_qwg(service: SmartDataService) -> bool:
    return Consent.objects.filter(
        giver=service.provider_id, service=service, recipient=Recipient.QWG, withdrawn_at__isnull=True
    ).exists()


@relation
def shown_to_the_qwg(person: Person, item: EvidenceItem | None) -> bool:
    return person.role == Role.QWG and item is not None and uses_shown_to_the_qwg().filter(item=item).exists()


@relation
def gave_it(person: Person, consent: Consent | None) -> bool:
    return consent is not None and consent.giver_id == person.organisation_id

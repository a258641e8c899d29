"""What must never be, whoever writes: the database itself refuses it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from assumptions.vocabulary import DccRole, PartyCategory
from parties.models import (
    Organisation,
    Programme,
    Role,
    ServiceGate,
    SmartDataService,
)
from tests.parties.builders import (
    invitation,
    mdr_route,
    member,
    organisation,
    programme,
    qwg,
    reviewer,
    service,
    supplier_route,
)

pytestmark = pytest.mark.django_db


def refused(constraint: str, write: Any) -> None:
    """Check that the database refuses to write, by that constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert constraint in str(refusal.value)


def test_only_members_administer_an_organisation():
    for somebody in (reviewer(), qwg()):
        somebody.administers_organisation = True
        refused("parties_person_members_administer", somebody.save)
    offer = invitation(role=Role.CODE_BODY)
    offer.administers_organisation = True
    refused("parties_invitation_members_administer", offer.save)


def test_only_members_are_invited_to_an_organisation():
    offer = invitation(organisation())
    offer.role = Role.QWG
    refused("parties_invitation_member_has_organisation", offer.save)


def test_there_is_no_role_but_those():
    somebody = reviewer()
    somebody.role = "owner"
    refused("parties_person_role_known", somebody.save)


def test_an_invitation_ends_in_one_way_and_not_before_it_begins():
    offer = invitation(organisation())
    offer.accepted_at = offer.withdrawn_at = offer.expires_at
    refused("parties_invitation_ends_once", offer.save)
    offer.refresh_from_db()
    offer.expires_at = offer.invited_at
    refused("parties_invitation_expires_later", offer.save)


def test_a_token_opens_one_invitation():
    invitation(organisation(), token="the same")
    refused("token_sha256", lambda: invitation(organisation(), token="the same"))


def test_a_route_is_not_withdrawn_before_it_was_declared():
    route = mdr_route(service(), declared_on=date(2024, 6, 1), withdrawn_on=date(2024, 6, 1))

    route.withdrawn_on = date(2024, 5, 31)

    refused("parties_route_withdrawn_after_declared", route.save)


def test_who_is_no_sec_party_holds_no_role():
    route = mdr_route(service(), category=PartyCategory.NOT_A_PARTY)

    route.collector_dcc_roles = [DccRole.OTHER_USER]

    refused("parties_route_no_roles_without_party", route.save)


def test_own_customers_are_told_on_supplier_routes_alone():
    mdr, suppliers = mdr_route(service()), supplier_route(service())

    mdr.own_customers_only = False
    suppliers.own_customers_only = None

    refused("parties_route_customers_on_supplier_roles", mdr.save)
    refused("parties_route_customers_on_supplier_roles", suppliers.save)


def test_a_routes_id_stands_once_in_its_document():
    sds = service()
    mdr_route(sds)
    mdr_route(service())
    second = mdr_route(sds)

    second.local_id = "r1"

    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_there_is_one_programme():
    programme()

    refused("parties_programme_only_one", lambda: Programme.objects.create(pk=2))


@pytest.mark.parametrize("role", Role)
def test_members_and_no_others_belong_to_an_organisation(role):
    somebody = reviewer()

    somebody.role = role
    somebody.organisation = None if role == Role.MEMBER else organisation()

    refused("parties_person_member_has_organisation", somebody.save)


def test_an_address_is_one_persons():
    somebody, other = reviewer(), reviewer()

    other.email = somebody.email

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_a_name_is_one_organisations_to_the_letter():
    long_name = "𝔄" * 2000
    for name in ("Acme", "ACME", "Acme ", long_name, long_name[:-1] + "𝔅"):
        organisation(name)

    assert Organisation.objects.count() == 5
    for name in ("Acme", long_name):
        with pytest.raises(IntegrityError), transaction.atomic():
            organisation(name)


def test_an_sdss_id_is_its_own():
    service(slug="acme-sds")

    with pytest.raises(IntegrityError), transaction.atomic():
        service(slug="acme-sds")


@pytest.mark.parametrize("half", [{"imported_sha256": "0" * 64}, {"imported_entry": 1}])
def test_an_import_is_recorded_whole(half):
    sds = service()

    refused(
        "parties_service_import_is_whole", lambda: SmartDataService.objects.filter(pk=sds.pk).update(**half)
    )


def test_a_gate_stands_once_for_each_sds():
    sds = service()
    ServiceGate.objects.create(service=sds, gate="qualification")
    ServiceGate.objects.create(service=service(), gate="qualification")

    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceGate.objects.create(service=sds, gate="qualification")


def test_an_organisation_that_provides_collects_or_employs_stays():
    provider, collector, employer = service().provider, organisation(), organisation()
    mdr_route(service(), collector)
    member(employer)

    for needed in (provider, collector, employer):
        with pytest.raises(ProtectedError):
            needed.delete()

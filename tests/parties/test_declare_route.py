from datetime import date
from typing import Any

import pytest

from assumptions.vocabulary import DccRole, PartyCategory, RouteKind
from parties.actions import declare_route, withdraw_route
from parties.models import CollectionRoute, Person, SmartDataService
from tests.parties.builders import member, organisation, reviewer, service
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 1)
MDR: dict[str, Any] = {"kind": RouteKind.MDR, "collector_category": PartyCategory.OTHER_SEC_PARTY}
IS_ES: dict[str, Any] = {
    "kind": RouteKind.SUPPLIER_ROLES,
    "collector_category": PartyCategory.SUPPLIER,
    "collector_dcc_roles": [DccRole.IMPORT_SUPPLIER],
    "roles_used": [DccRole.IMPORT_SUPPLIER],
    "own_customers_only": True,
}


def declare(actor: Person, service: SmartDataService, **fields: Any) -> CollectionRoute:
    said: dict[str, Any] = {"declared_on": DAY, "collector": service.provider}
    return declare_route(actor=actor, service=service, **(said | fields))


def test_declares_an_mdr_route():
    sds = service()
    service()
    actor, collector = member(sds.provider), organisation("Meter Reading Ltd")

    with one_change(raises=[sds]) as change:
        route = declare(actor, sds, **MDR, collector=collector, collector_dcc_roles=[DccRole.OTHER_USER])

    route.refresh_from_db()
    assert (route.service, route.local_id, route.position, route.kind) == (sds, "mdr-1", 0, "mdr")
    assert (route.collector, route.collector_category) == (collector, "other_sec_party")
    assert (route.collector_dcc_roles, route.declared_on, route.withdrawn_on) == (["OU"], DAY, None)
    assert (route.roles_used, route.own_customers_only) == ([], None)
    change.says(
        "declare_route",
        by=actor,
        of=route,
        about=sds.provider,
        concerns=[sds],
        new={
            "kind": "mdr",
            "declared_on": "2024-06-01",
            "collector": "Meter Reading Ltd",
            "roles_used": [],
        },
    )


def test_declares_a_route_with_supplier_roles():
    sds = service()

    route = declare(reviewer(), sds, **IS_ES)

    route.refresh_from_db()
    assert (route.local_id, route.kind) == ("ises-1", "supplier_roles")
    assert (route.roles_used, route.own_customers_only) == (["IS"], True)


def test_routes_stand_in_the_order_in_which_they_were_declared():
    sds = service()
    for fields in (MDR, IS_ES, MDR | {"declared_on": date(2024, 1, 1)}):
        declare(reviewer(), sds, **fields)
    sds.routes.filter(local_id="mdr-1").delete()
    declare(reviewer(), sds, **MDR)

    assert [(route.local_id, route.position) for route in sds.routes.all()] == [
        ("ises-1", 1),
        ("mdr-2", 2),
        ("mdr-1", 3),
    ]


@pytest.mark.parametrize("fields", [MDR, IS_ES])
def test_the_same_declared_again_is_the_route_that_is_there(fields):
    sds = service()
    actor, declared = reviewer(), declare(reviewer(), sds, **fields)
    before = everything()
    assert declare(actor, sds, **fields) == declared
    assert everything() == before


def test_what_was_withdrawn_or_says_something_else_is_declared_anew():
    sds = service()
    withdraw_route(actor=reviewer(), route=declare(reviewer(), sds, **MDR), on=DAY)
    declare(reviewer(), sds, **MDR)
    declare(reviewer(), sds, **MDR, collector_dcc_roles=[DccRole.OTHER_USER])
    declare(reviewer(), sds, **MDR, collector=organisation())
    assert sds.routes.count() == 4


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may(who):
    sds = service()
    check_who_may(who, {PROVIDER, *STAFF}, sds, lambda actor: declare(actor, sds, **MDR))


def test_supplier_roles_need_a_role():
    actor, sds = reviewer(), service()

    with refused("Say which of the Supplier's User Roles the route uses.", field="roles_used"):
        declare(actor, sds, **(IS_ES | {"roles_used": []}))


def test_who_is_no_sec_party_holds_no_role():
    actor, sds = reviewer(), service()
    no_party = MDR | {"collector_category": PartyCategory.NOT_A_PARTY}

    with refused("Who is not a SEC Party holds no DCC User Role.", field="collector_dcc_roles"):
        declare(actor, sds, **no_party, collector_dcc_roles=[DccRole.OTHER_USER])

    assert declare(actor, sds, **no_party).collector_dcc_roles == []


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(1999, 12, 31), "Give a day from 1 January 2000 on."),
        (date(2200, 1, 1), "Give a day up to 31 December 2199."),
    ],
)
def test_days_are_of_our_time(day, sentence):
    actor, sds = reviewer(), service()

    with refused(sentence, field="declared_on"):
        declare(actor, sds, **MDR, declared_on=day)

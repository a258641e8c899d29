"""A withdrawal that is taken back: the route is there as if it had never been withdrawn."""

from datetime import date

import pytest

from parties.actions import reinstate_route
from parties.errors import NotAllowed
from tests.parties.builders import mdr_route, member, organisation, service
from tests.parties.changes import everything, one_change
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

DECLARED, WITHDRAWN = date(2024, 6, 1), date(2024, 9, 30)


def test_it_is_there_again_on_every_day():
    sds = service()
    actor, route = member(sds.provider), mdr_route(sds, declared_on=DECLARED, withdrawn_on=WITHDRAWN)

    with one_change(raises=[sds]) as change:
        reinstate_route(actor=actor, route=route, why="The wrong route")

    route.refresh_from_db()
    assert route.is_there_on(WITHDRAWN)
    change.says(
        "reinstate_route",
        by=actor,
        of=route,
        about=sds.provider,
        concerns=[sds],
        old={"withdrawn_on": "2024-09-30"},
        new={"withdrawn_on": None},
        why="The wrong route",
    )


def test_where_nothing_is_withdrawn_nothing_changes():
    route = mdr_route(service())
    actor = member(route.service.provider)
    before = everything()
    reinstate_route(actor=actor, route=route)
    assert everything() == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may(who):
    route = mdr_route(service(), declared_on=DECLARED, withdrawn_on=WITHDRAWN)
    allowed = {PROVIDER, *STAFF}
    check_who_may(who, allowed, route.service, lambda actor: reinstate_route(actor=actor, route=route))


def test_a_member_of_the_collector_may_not():
    collector = organisation()
    route = mdr_route(service(), collector, declared_on=DECLARED, withdrawn_on=WITHDRAWN)
    with pytest.raises(NotAllowed):
        reinstate_route(actor=member(collector), route=route)

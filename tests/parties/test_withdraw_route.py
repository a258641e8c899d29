from datetime import date

import pytest

from parties.actions import withdraw_route
from parties.errors import NotAllowed
from tests.parties.builders import mdr_route, member, organisation, service
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

DECLARED = date(2024, 6, 1)
DAY = date(2024, 9, 30)


def test_the_route_is_there_no_more_from_that_day_on():
    sds = service()
    service(sds.provider)
    actor, route = member(sds.provider), mdr_route(sds, declared_on=DECLARED)

    with one_change(raises=[sds]) as change:
        withdraw_route(actor=actor, route=route, on=DAY)

    route.refresh_from_db()
    assert route.withdrawn_on == DAY
    assert route.is_there_on(date(2024, 9, 29))
    assert not route.is_there_on(DAY)
    change.says(
        "withdraw_route",
        by=actor,
        of=route,
        about=sds.provider,
        concerns=[sds],
        old={"withdrawn_on": None},
        new={"withdrawn_on": "2024-09-30"},
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may(who):
    route = mdr_route(service(), declared_on=DECLARED)
    check_who_may(
        who, {PROVIDER, *STAFF}, route.service, lambda actor: withdraw_route(actor=actor, route=route, on=DAY)
    )


def test_a_member_of_the_collector_may_not():
    collector = organisation()
    route = mdr_route(service(), collector, declared_on=DECLARED)

    with pytest.raises(NotAllowed):
        withdraw_route(actor=member(collector), route=route, on=DAY)


@pytest.mark.parametrize(
    ("on", "withdrawn_on", "sentence"),
    [
        (date(2024, 5, 31), None, "Give a day from 1 June 2024 on, when it was declared."),
        (DAY, date(2024, 9, 1), "This route is withdrawn already, on 1 September 2024."),
    ],
)
def test_says_why_not(on, withdrawn_on, sentence):
    route = mdr_route(service(), declared_on=DECLARED, withdrawn_on=withdrawn_on)
    actor = member(route.service.provider)

    with refused(sentence, field="on"):
        withdraw_route(actor=actor, route=route, on=on)


def test_the_same_withdrawal_again_changes_nothing():
    route = mdr_route(service(), declared_on=DECLARED, withdrawn_on=DAY)
    actor = member(route.service.provider)
    before = everything()
    withdraw_route(actor=actor, route=route, on=DAY, why="Sent twice")
    assert everything() == before


def test_it_may_be_withdrawn_on_the_day_on_which_it_was_declared():
    route = mdr_route(service(), declared_on=DECLARED)

    assert not withdraw_route(actor=member(route.service.provider), route=route, on=DECLARED).is_there_on(
        DECLARED
    )

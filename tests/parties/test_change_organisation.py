"""Another name for an organisation, in the facts of every SDS that names it."""

import pytest

from journal import clock
from parties.actions import change_organisation
from readiness.facts import facts_document
from tests.parties.builders import days_ago, mdr_route, organisation, reviewer, service, supplier_route
from tests.parties.changes import everything, one_change, refused
from tests.parties.who import EVERYBODY, STAFF, check_who_may

pytestmark = pytest.mark.django_db


def test_it_is_told_by_its_new_name_wherever_facts_name_it():
    acme, other = organisation("Acme"), organisation("Other")
    provided, collected, left = service(acme), service(other), service(other)
    mdr_route(provided)
    supplier_route(collected, acme)
    supplier_route(left, acme, withdrawn_on=days_ago(1))
    service(other)
    actor = reviewer()

    with one_change(raises=[provided, collected, left]) as change:
        change_organisation(actor=actor, organisation=acme, name="Acme Data Ltd", why="Renamed on 1 May")

    acme.refresh_from_db()
    change.says(
        "change_organisation",
        by=actor,
        of=acme,
        about=acme,
        concerns=[provided, collected, left],
        old={"name": "Acme"},
        new={"name": "Acme Data Ltd"},
        why="Renamed on 1 May",
    )
    documents = [facts_document(sds, as_of=clock.today()) for sds in (provided, collected, left)]
    assert documents[0]["service"]["provider"] == "Acme Data Ltd"
    assert {each["routes"][0]["collector"]["name"] for each in documents} == {"Acme Data Ltd"}


def test_the_same_name_again_changes_nothing():
    acme, actor = organisation("Acme"), reviewer()
    before = everything()
    change_organisation(actor=actor, organisation=acme, name="Acme")
    assert everything() == before


def test_names_stand_once():
    acme, actor = organisation("Acme"), reviewer()
    organisation("Beta")
    with refused("This name is taken."):
        change_organisation(actor=actor, organisation=acme, name="Beta")


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_staff_may(who):
    sds = service()
    check_who_may(
        who, STAFF, sds, lambda actor: change_organisation(actor=actor, organisation=sds.provider, name="B")
    )

from __future__ import annotations

import pytest
from django.urls import reverse

from parties.actions import change_person
from tests.parties.builders import administers, administrator, member, organisation, reviewer
from tests.parties.changes import one_change, refused
from tests.parties.people import EVERYBODY, PROGRAMMES, check_who_may
from tests.readiness.pages import signed_in, words

pytestmark = pytest.mark.django_db


def change(actor, person, *, administers_organisation=False):
    return change_person(
        actor=actor,
        person=person,
        name="Bo Newname",
        administers_organisation=administers_organisation,
    )


def test_gives_a_name_and_the_looking_after_of_people():
    acme = organisation()
    actor, bo = administers(acme), member(acme, name="Bo")

    with one_change(raises=[]) as told:
        changed = change(actor, bo, administers_organisation=True)

    told.says(
        "change_person",
        by=actor,
        of=changed,
        about=acme,
        old={"name": "Bo", "administers_organisation": False},
        new={"name": "Bo Newname", "administers_organisation": True},
    )
    bo.refresh_from_db()
    assert (bo.name, bo.administers_organisation) == ("Bo Newname", True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_change_a_member(who):
    acme = organisation()
    bo = member(acme)
    check_who_may(who, acme, lambda actor: change(actor, bo))


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_change_the_programmes_people(who):
    rita = reviewer()
    check_who_may(who, organisation(), lambda actor: change(actor, rita), (PROGRAMMES,))


def test_the_last_who_looks_after_the_people_goes_on_doing_so():
    acme = organisation("Acme Data Ltd")
    only = administers(acme)
    administers(acme, is_active=False)
    administers(organisation())

    with refused("Nobody else administers Acme Data Ltd. Let another person do so first."):
        change(only, only)
    assert change(only, only, administers_organisation=True).name == "Bo Newname"

    administers(acme)
    assert not change(only, only).administers_organisation


def test_the_programme_may_take_it_from_the_last():
    only = administers(organisation())
    assert not change(administrator(), only).administers_organisation


def test_the_only_administrator_of_the_programme_can_be_renamed():
    only = administrator()
    assert change(only, only).name == "Bo Newname"


def test_nobody_of_the_programme_administers_an_organisation():
    actor, rita = administrator(), reviewer()
    with refused("Only its own members administer an organisation."):
        change(actor, rita, administers_organisation=True)


def test_the_page_says_what_is_wrong_and_keeps_what_was_written():
    acme = organisation()
    bo = member(acme, name="Bo")
    browser, page = signed_in(administers(acme)), reverse("parties:change_person", args=[bo.pk])

    answer = browser.post(page, {"name": "", "administers_organisation": "on"}).content.decode()

    assert "Give a name." in words(answer)
    assert "checked" in answer
    assert browser.post(page, {"name": "Bo Two"})["Location"] == reverse("parties:people")
    bo.refresh_from_db()
    assert bo.name == "Bo Two"


@pytest.mark.parametrize("name", ["change_person", "remove_person", "clear_totp"])
def test_whom_one_may_not_change_is_not_there(name):
    acme = organisation()
    theirs, programmes, gone = member(organisation()), reviewer(), member(acme, is_active=False)
    own_boss, plain = signed_in(administers(acme)), signed_in(member(acme))

    for person in (theirs, programmes, gone):
        assert own_boss.post(reverse(f"parties:{name}", args=[person.pk])).status_code == 404
    assert plain.post(reverse(f"parties:{name}", args=[member(acme).pk])).status_code == 404

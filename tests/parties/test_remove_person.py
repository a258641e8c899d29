"""Leaving takes effect at once, for sessions too."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from parties.actions import accept_invitation, change_person, clear_totp, remove_person
from tests.parties.builders import (
    administers,
    administrator,
    authenticator,
    invitation,
    member,
    organisation,
    reviewer,
)
from tests.parties.changes import one_change, refused
from tests.parties.people import EVERYBODY, PROGRAMMES, check_who_may
from tests.parties.signing import PASSWORD, is_signed_in, sign_in
from tests.readiness.pages import signed_in, words

pytestmark = pytest.mark.django_db


def test_a_live_session_ends_at_the_next_request(client):
    acme = organisation()
    actor, bo = administers(acme), administers(acme, password=PASSWORD)
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, bo.email)
        assert is_signed_in(browser, bo)
    authenticator(bo)

    with one_change(raises=[]) as change:
        remove_person(actor=actor, person=bo)

    change.says(
        "remove_person", by=actor, of=bo, about=acme, old={"is_active": True}, new={"is_active": False}
    )
    for browser in (client, elsewhere):
        assert browser.get("/")["Location"] == "/sign-in/?next=/"
    assert sign_in(client, bo.email).status_code == 200
    assert not is_signed_in(client, bo)
    bo.refresh_from_db()
    assert not bo.administers_organisation
    assert not Authenticator.objects.filter(user=bo).exists()


def test_a_session_stays_ended_even_were_the_account_opened_again(client):
    acme = organisation()
    bo = member(acme, password=PASSWORD)
    sign_in(client, bo.email)
    was = bo.password
    remove_person(actor=administers(acme), person=bo)

    bo.refresh_from_db()
    bo.is_active, bo.password = True, was
    bo.save()

    assert Session.objects.exists()
    assert not is_signed_in(client, bo)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_remove_a_member(who):
    acme = organisation()
    bo = member(acme)
    check_who_may(who, acme, lambda actor: remove_person(actor=actor, person=bo))


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_remove_the_programmes_people(who):
    rita = reviewer()
    check_who_may(who, organisation(), lambda actor: remove_person(actor=actor, person=rita), (PROGRAMMES,))


def test_the_last_who_looks_after_the_people_stays():
    acme = organisation("Acme Data Ltd")
    only = administers(acme)
    member(acme)

    with refused("Nobody else administers Acme Data Ltd. Let another person do so first."):
        remove_person(actor=only, person=only)

    second = administers(acme)
    remove_person(actor=only, person=only)
    with refused("Nobody else administers Acme Data Ltd. Let another person do so first."):
        remove_person(actor=second, person=second)
    remove_person(actor=administrator(), person=second)


def test_the_programmes_last_administrator_stays():
    only = administrator()
    with refused("Nobody else administers the programme. Let another person do so first."):
        remove_person(actor=only, person=only)

    remove_person(actor=administrator(), person=only)


def test_nobody_is_removed_twice():
    acme = organisation()
    actor, bo = administers(acme), member(acme, name="Bo")
    remove_person(actor=actor, person=bo)
    with refused("Bo was removed already."):
        remove_person(actor=actor, person=bo)


def test_the_page_asks_first_and_says_why_not():
    acme = organisation("Acme Data Ltd")
    only, bo = administers(acme, name="Ada"), member(acme, name="Bo")
    browser = signed_in(only)

    asked = browser.get(reverse("parties:remove_person", args=[bo.pk]))
    assert "Remove Bo?" in words(asked.content.decode())
    bo.refresh_from_db()
    assert bo.is_active

    refusal = browser.post(reverse("parties:remove_person", args=[only.pk]))
    assert "Nobody else administers Acme Data Ltd" in words(refusal.content.decode())
    told = browser.post(reverse("parties:remove_person", args=[bo.pk]), follow=True)
    assert "Bo is removed and signed out everywhere." in words(told.content.decode())


@pytest.mark.parametrize("what", ["removed", "relieved"])
def test_whoever_may_not_invite_any_more_leaves_no_invitation_open(what):
    acme = organisation("Acme Data Ltd")
    boss, bo = administers(acme), administers(acme, name="Bo")
    theirs, other = invitation(acme, invited_by=bo, token="theirs"), invitation(acme, invited_by=boss)

    if what == "removed":
        remove_person(actor=boss, person=bo)
    else:
        change_person(actor=bo, person=bo, name="Bo", administers_organisation=False)

    assert Entry.objects.get(action="withdraw_invitation").subject_id == theirs.pk
    with refused("This invitation was used or withdrawn, or is more than seven days old. Ask for another."):
        accept_invitation(token="theirs", name="Bo again", password=PASSWORD)
    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_clearing_a_lost_authenticator_ends_the_sessions_and_asks_for_a_new_one(client, settings):
    settings.REQUIRE_TOTP = True
    actor, rita = administrator(), reviewer(password=PASSWORD)
    authenticator(rita)
    client.force_login(rita)

    with one_change(raises=[]) as change:
        clear_totp(actor=actor, person=rita)

    change.says("clear_totp", by=actor, of=rita, about=None)
    assert not is_signed_in(client, rita)
    sign_in(client, rita.email)
    assert client.get("/").url == reverse("mfa_activate_totp")
    with refused(f"{rita} has no authenticator app set up."):
        clear_totp(actor=actor, person=rita)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_clear_an_authenticator(who):
    acme = organisation()
    bo = member(acme)
    authenticator(bo)
    check_who_may(who, acme, lambda actor: clear_totp(actor=actor, person=bo), (PROGRAMMES,))

"""Taking up an invitation, once and in time, as the address that it went to."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from journal import clock
from journal.models import Entry
from parties.actions import accept_invitation, remove_person, withdraw_invitation
from parties.actions.invitations import OVER, TAKEN_BY_THE_INVITED
from parties.models import Person, Role
from tests.parties.builders import (
    administers,
    administrator,
    authenticator,
    invitation,
    member,
    organisation,
    reviewer,
)
from tests.parties.changes import everything, one_change, refused
from tests.parties.signing import is_signed_in, sign_in
from tests.readiness.pages import nothing_changes, words

pytestmark = pytest.mark.django_db

TOKEN = "the-token-of-the-mail"
CHOSEN = {"name": "Bo Example", "password": "a long enough pass phrase"}
PAGE = "/invitations/the-token-of-the-mail/"


def test_the_whole_way_from_the_link_to_the_pages(client):
    acme = organisation("Acme Data Ltd")
    invited = invitation(acme, token=TOKEN, email="bo@example.test", administers_organisation=True)
    page = words(client.get(PAGE).content.decode())
    assert "as a member of Acme Data Ltd" in page
    assert "You sign in as bo@example.test" in page

    with one_change(raises=[]) as change:
        response = client.post(PAGE, CHOSEN, follow=True)

    assert "Your account is ready. Sign in as bo@example.test." in words(response.content.decode())
    bo = Person.objects.get(email="bo@example.test")
    new = {
        "name": "Bo Example",
        "role": "member",
        "organisation": "Acme Data Ltd",
        "administers_organisation": True,
    }
    change.says("accept_invitation", by=bo, of=bo, about=acme, concerns=[invited], new=new)
    assert CHOSEN["password"] not in str(change.entry.new)
    assert not is_signed_in(client, bo)
    sign_in(client, bo.email, CHOSEN["password"])
    assert is_signed_in(client, bo)
    assert (bo.organisation, bo.role, bo.administers_organisation) == (acme, "member", True)
    assert (bo.is_staff, bo.is_superuser) == (False, False)


def test_it_works_once(client):
    invitation(organisation(), token=TOKEN)
    client.post(PAGE, CHOSEN)

    with nothing_changes():
        again = Client().post(PAGE, CHOSEN | {"password": "another long pass phrase"})
    assert again.status_code == 404
    assert "This invitation is over" in words(again.content.decode())
    with refused(OVER):
        accept_invitation(token=TOKEN, **CHOSEN)


def test_it_runs_out_after_seven_days():
    made = clock.now()
    invitation(organisation(), token=TOKEN, invited_at=made)

    with clock.as_if_at(made + timedelta(days=7)):
        assert Client().get(PAGE).status_code == 404
        with refused(OVER):
            accept_invitation(token=TOKEN, **CHOSEN)
    with clock.as_if_at(made + timedelta(days=7) - timedelta(seconds=1)):
        assert accept_invitation(token=TOKEN, **CHOSEN).is_active


def test_one_withdrawn_can_not_be_taken_up(client):
    waiting = invitation(organisation(), token=TOKEN)
    withdraw_invitation(actor=administrator(), invitation=waiting)

    assert client.get(PAGE).status_code == 404
    with refused(OVER):
        accept_invitation(token=TOKEN, **CHOSEN)


@pytest.mark.parametrize("token", ["another", "the-token-of-the-mai", "x" * 5000])
def test_another_token_opens_nothing(client, token):
    invitation(organisation(), token=TOKEN)
    assert client.get(f"/invitations/{token}/").status_code == 404
    with refused(OVER):
        accept_invitation(token=token, **CHOSEN)


def test_what_is_kept_of_the_token_opens_nothing(client):
    kept = invitation(organisation(), token=TOKEN)
    assert client.get(f"/invitations/{kept.token_sha256}/").status_code == 404
    assert client.get(f"/invitations/{kept.pk}/").status_code == 404


def test_neither_address_nor_part_nor_organisation_can_be_chosen(client):
    acme, other = organisation(), organisation()
    invitation(acme, token=TOKEN, email="bo@example.test")

    wished = {
        "email": "eve@example.test",
        "role": "administrator",
        "organisation": str(other.pk),
        "administers_organisation": "on",
        "is_staff": "on",
        "is_superuser": "on",
    }
    client.post(PAGE, CHOSEN | wished)

    bo = Person.objects.get(email="bo@example.test")
    assert (bo.role, bo.organisation, bo.administers_organisation) == ("member", acme, False)
    assert (bo.is_staff, bo.is_superuser) == (False, False)
    assert not Person.objects.filter(email="eve@example.test").exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password": "short one"}, "at least 12 characters"),
        ({"password": "password1234"}, "too common"),
        ({"password": "Bo Example !"}, "too similar to the name"),
        ({"password": ""}, "Give a password."),
        ({"name": " "}, "Give a name."),
    ],
)
def test_what_is_wrong_is_told_and_the_invitation_stays_open(client, changed, sentence):
    invitation(organisation(), token=TOKEN)
    with nothing_changes():
        response = client.post(PAGE, CHOSEN | changed)
    assert sentence in words(response.content.decode())
    assert changed.get("password", "none") not in response.content.decode() or not changed.get("password")
    assert client.post(PAGE, CHOSEN).url == reverse("account_login")


def test_who_is_signed_in_as_another_is_signed_out(client):
    invitation(organisation(), token=TOKEN, email="bo@example.test")
    other = reviewer(name="Rita")
    client.force_login(other)
    assert "You are signed in as Rita now" in words(client.get(PAGE).content.decode())

    client.post(PAGE, CHOSEN)

    assert not is_signed_in(client, other)
    other.refresh_from_db()
    assert other.name == "Rita"


def test_who_signs_in_already_keeps_their_part(client):
    acme = organisation()
    bo = member(acme, email="bo@example.test", password="the old pass phrase")
    invitation(organisation(), token=TOKEN, email="bo@example.test")

    with refused(TAKEN_BY_THE_INVITED):
        accept_invitation(token=TOKEN, **CHOSEN)
    assert "You sign in with this address already" in words(client.post(PAGE, CHOSEN).content.decode())

    bo.refresh_from_db()
    assert bo.organisation == acme
    assert check_password("the old pass phrase", bo.password)


def test_who_was_removed_comes_back_as_the_same_person_with_the_new_part(client):
    acme, other = organisation(), organisation()
    boss, bo = administers(acme), administers(acme, email="bo@example.test", password="the old pass phrase")
    authenticator(bo)
    client.force_login(bo)
    remove_person(actor=boss, person=bo)
    invitation(other, token=TOKEN, email="bo@example.test")

    assert accept_invitation(token=TOKEN, **CHOSEN) == bo

    bo.refresh_from_db()
    assert (bo.organisation, bo.administers_organisation, bo.is_active) == (other, False, True)
    assert not is_signed_in(client, bo), "a session of before the removal lives on"
    sign_in(client, bo.email, CHOSEN["password"])
    assert is_signed_in(client, bo)
    assert Entry.objects.get(action="accept_invitation").about_id == other.pk


def test_an_invitation_of_the_programme_gives_its_part(client):
    invitation(token=TOKEN, email="bo@example.test", role=Role.CODE_BODY)
    assert "with the part: Code Body" in words(client.get(PAGE).content.decode())
    assert accept_invitation(token=TOKEN, **CHOSEN).role == Role.CODE_BODY


def test_looking_at_the_page_changes_nothing(client):
    invitation(organisation(), token=TOKEN)
    before = everything()
    client.get(PAGE)
    assert everything() == before

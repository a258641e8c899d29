"""Inviting somebody by mail, and taking the invitation back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from journal import clock
from journal.models import Entry
from parties.actions import invite_person, send_invitation_again, withdraw_invitation
from parties.models import Invitation, Role
from parties.queries import digest
from tests.parties.builders import administers, administrator, invitation, member, organisation
from tests.parties.changes import one_change, refused
from tests.parties.people import EVERYBODY, PROGRAMMES, check_who_may
from tests.readiness.pages import signed_in, words

pytestmark = pytest.mark.django_db


def test_mails_a_link_whose_token_is_kept_nowhere(settings, django_capture_on_commit_callbacks):
    settings.QUALTRACK_URL = "https://qualtrack.example"
    acme = organisation("Acme & Sons Ltd")
    actor = administers(acme, name="Ada")

    with one_change(raises=[]) as change, django_capture_on_commit_callbacks(execute=True):
        invited = invite_person(actor=actor, email=" Bo@Example.test", organisation=acme)

    (sent,) = mail.outbox
    assert sent.to == ["bo@example.test"]
    assert "Ada invites you to qualtrack as a member of Acme & Sons Ltd" in sent.body
    (token,) = re.findall(r"https://qualtrack\.example/invitations/([^/]{43})/\n", str(sent.body))
    assert invited.token_sha256 == digest(token)
    assert token not in str(Invitation.objects.values_list().get())
    assert invited.expires_at == invited.invited_at + timedelta(days=7)
    new = {
        "email": "bo@example.test",
        "role": "member",
        "administers_organisation": False,
        "expires_at": change.entry.new["expires_at"],
    }
    change.says("invite_person", by=actor, of=invited, about=acme, new=new)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_invite_to_an_organisation(who):
    acme = organisation()
    check_who_may(
        who, acme, lambda actor: invite_person(actor=actor, email="bo@example.test", organisation=acme)
    )


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CODE_BODY, Role.QWG, Role.ADMINISTRATOR])
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_programmes_administrators_invite_to_its_own_parts(who, role):
    def invite(actor):
        return invite_person(actor=actor, email="bo@example.test", role=role)

    check_who_may(who, organisation(), invite, (PROGRAMMES,))


def test_an_organisation_gives_no_part_of_the_programme():
    acme = organisation()
    actor = administers(acme)
    with refused("A member belongs to an organisation; nobody else does."):
        invite_person(actor=actor, email="bo@example.test", role=Role.REVIEWER, organisation=acme)


def test_an_address_is_invited_once_at_a_time():
    acme, other = organisation(), organisation()
    actor = administers(acme)
    open_one = invitation(acme, email="bo@example.test")
    invitation(acme, email="di@example.test", invited_at=clock.now() - timedelta(days=8))
    invitation(other, email="ed@example.test")
    until = f"{timezone.localdate(open_one.expires_at):%-d %B %Y}"

    sentence = f"This address is invited already, until {until}. Withdraw that first."
    with refused(sentence, field="email"):
        invite_person(actor=actor, email="BO@example.test", organisation=acme)

    for email in ("di@example.test", "ed@example.test"):
        assert invite_person(actor=actor, email=email, organisation=acme).email == email


def test_nobody_learns_who_signs_in_for_another_party():
    acme = organisation()
    member(acme, email="own@example.test")
    member(organisation(), email="theirs@example.test")
    its_own, programmes = administers(acme), administrator()
    taken = "Somebody signs in with this address already. Give another."

    with refused(taken, field="email"):
        invite_person(actor=its_own, email="own@example.test", organisation=acme)
    with refused(taken, field="email"):
        invite_person(actor=programmes, email="theirs@example.test", organisation=acme)
    invite_person(actor=its_own, email="theirs@example.test", organisation=acme)
    assert Invitation.objects.get().email == "theirs@example.test"


def test_the_page_offers_what_one_may_give_and_ignores_the_rest():
    acme, other = organisation("Acme Data Ltd"), organisation("Other Party Ltd")
    browser = signed_in(administers(acme))
    page = words(browser.get(reverse("parties:invite_person")).content.decode())
    assert "Invite somebody to Acme Data Ltd" in page
    assert "Other Party" not in page
    assert "Code Body" not in page

    said = {"email": "bo@example.test", "role": "administrator", "organisation": str(other.pk)}
    assert browser.post(reverse("parties:invite_person"), said)["Location"] == reverse("parties:people")

    invited = Invitation.objects.get()
    assert (invited.role, invited.organisation) == ("member", acme)
    assert Entry.objects.get(action="invite_person").actor_kind == "person"


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost():
    browser = signed_in(administrator())
    said = {"email": "bo@", "role": "reviewer", "administers_organisation": "on"}
    page = browser.post(reverse("parties:invite_person"), said).content.decode()
    assert "Nobody is invited yet" in words(page)
    assert "Give an address such as name@company.example." in words(page)
    assert 'value="bo@"' in page
    assert 'value="reviewer" selected' in page

    again = browser.post(reverse("parties:invite_person"), said | {"email": "bo@example.test"})
    assert "Only its own members administer an organisation." in words(again.content.decode())
    assert not Invitation.objects.exists()


def test_a_mail_that_can_not_be_sent_is_told(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    acme = organisation()

    with pytest.raises(Exception, match="its mail could not be sent"):  # noqa: SIM117
        with django_capture_on_commit_callbacks(execute=True):
            invite_person(actor=administers(acme), email="bo@example.test", organisation=acme)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_send_again(who):
    acme = organisation()
    waiting = invitation(acme)
    check_who_may(who, acme, lambda actor: send_invitation_again(actor=actor, invitation=waiting))


def test_sending_again_makes_a_new_link_and_ends_the_former(django_capture_on_commit_callbacks):
    acme = organisation()
    waiting, actor = invitation(acme, email="bo@example.test", token="the former"), administers(acme)

    with one_change(raises=[]) as change, django_capture_on_commit_callbacks(execute=True):
        again = send_invitation_again(actor=actor, invitation=waiting)

    assert change.entry.action == "send_invitation_again"
    assert set(change.entry.old) == set(change.entry.new) == {"expires_at"}
    (sent,) = mail.outbox
    (token,) = re.findall(r"/invitations/([^/]{43})/\n", str(sent.body))
    assert again.token_sha256 == digest(token)
    assert not Invitation.objects.filter(token_sha256=digest("the former")).exists()
    assert again.expires_at > waiting.expires_at
    withdraw_invitation(actor=actor, invitation=again)
    with refused("This invitation was used or withdrawn already, or has run out."):
        send_invitation_again(actor=actor, invitation=again)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_withdraw(who):
    acme = organisation()
    waiting = invitation(acme)
    check_who_may(who, acme, lambda actor: withdraw_invitation(actor=actor, invitation=waiting))


def test_withdrawing_is_once_and_journalled():
    acme = organisation()
    waiting, actor = invitation(acme, email="bo@example.test"), administers(acme)

    with one_change(raises=[]) as change:
        withdraw_invitation(actor=actor, invitation=waiting)

    old = {"email": "bo@example.test"}
    change.says("withdraw_invitation", by=actor, of=waiting, about=acme, old=old)
    with refused("This invitation was used or withdrawn already, or has run out."):
        withdraw_invitation(actor=actor, invitation=waiting)


def test_another_partys_invitation_is_not_there():
    theirs = invitation(organisation())
    browser = signed_in(administers(organisation()))
    assert browser.post(reverse("parties:withdraw_invitation", args=[theirs.pk])).status_code == 404
    assert browser.post(reverse("parties:withdraw_invitation", args=[organisation().pk])).status_code == 404

"""Invitations and links to reset a password, as a real mail server takes them."""

from __future__ import annotations

import re

import environ
import pytest
from django.test import Client
from django.urls import reverse

from parties.models import Invitation, Person
from tests.parties.builders import administers, member, organisation
from tests.parties.test_accept_invitation import CHOSEN
from tests.readiness.pages import signed_in, words
from tests.services.holding import free_ports

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _mail_by_smtp(smtp, settings) -> None:
    """What setting EMAIL_URL does."""
    for name, value in environ.Env.email_url_config(smtp.url).items():
        setattr(settings, name, value)
    settings.DEFAULT_FROM_EMAIL = "qualtrack@programme.example"


def invite(email: str = "bo@example.test"):
    actor = administers(organisation("Añil & Sons Ltd"), name="Zoë")
    said = {"email": email, "part": "member", "organisation": actor.organisation_id}
    return signed_in(actor).post(reverse("parties:invite_person"), said, follow=True)


def test_an_invitation_is_mailed_and_its_link_makes_an_account(smtp):
    invite()

    (mail,) = smtp.mails
    assert (mail["From"], mail["To"]) == ("qualtrack@programme.example", "bo@example.test")
    assert mail["Subject"] == "You are invited to qualtrack by Zoë"
    text = mail.get_content()
    assert "Añil & Sons Ltd" in text
    (path,) = re.findall(r"(/invitations/[^/\s]{43}/)\s", text)
    browser = Client()
    browser.post(browser.get(path, follow=True).request["PATH_INFO"], CHOSEN)
    assert str(Person.objects.get(email="bo@example.test").organisation) == "Añil & Sons Ltd"


def test_a_server_that_refuses_is_told_and_the_invitation_can_be_sent_again(smtp):
    smtp.refuses = True
    answer = invite()
    assert "its mail could not be sent. Send it again from the list of people" in words(
        answer.content.decode()
    )
    assert (smtp.mails, Invitation.objects.count()) == ([], 1)

    waiting = Invitation.objects.get()
    again = reverse("parties:send_invitation_again", args=[waiting.pk])
    browser = signed_in(waiting.invited_by)
    assert "could not be sent" in words(browser.post(again, follow=True).content.decode())
    smtp.refuses = False
    assert "is on its way" in words(browser.post(again, follow=True).content.decode())
    (mail,) = smtp.mails
    (path,) = re.findall(r"(/invitations/[^/\s]{43}/)\s", mail.get_content())
    stranger = Client()
    stranger.post(stranger.get(path, follow=True).request["PATH_INFO"], CHOSEN)
    assert Person.objects.filter(email=waiting.email, is_active=True).exists()


def test_a_link_to_reset_a_password_that_can_not_be_mailed_tells_nothing_of_who_is_here(smtp):
    someone = member(organisation(), email="bo@example.test")
    smtp.refuses = True
    browser = Client(raise_request_exception=False)
    answers = [
        browser.post(reverse("account_reset_password"), {"email": email})
        for email in (someone.email, "nobody@example.test")
    ]
    assert {answer.status_code for answer in answers} == {503}
    told = {re.sub(r"[0-9a-f]{32}", "", words(answer.content.decode())) for answer in answers}
    (said,) = told
    assert "the mail failed, and nothing was changed" in said


def test_a_server_that_is_away_is_told(smtp, settings):
    (settings.EMAIL_PORT,) = free_ports(1)
    assert "its mail could not be sent" in words(invite().content.decode())


def test_a_link_to_reset_a_password_comes_by_mail(smtp):
    someone = member(organisation(), email="bo@example.test")
    Client().post(reverse("account_reset_password"), {"email": someone.email})
    (mail,) = smtp.mails
    assert mail["To"] == someone.email
    assert re.search(r"/password/[^\s]*\S{20}", mail.get_content())

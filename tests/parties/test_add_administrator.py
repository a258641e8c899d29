"""The administrator whom nobody here could have added."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from journal.models import Entry
from parties.models import Person, Role
from tests.parties.signing import is_signed_in, sign_in

NEW = "an entirely new phrase"


@pytest.mark.django_db
def test_comes_by_the_command_line_and_sets_a_password_by_mail(client, capsys):
    call_command("add_administrator", "Edda@programme.example", "Edda Marsh")
    told = capsys.readouterr().out
    assert "Edda Marsh is an administrator." in told
    assert reverse("account_reset_password") in told
    edda = Person.objects.get(email="edda@programme.example")
    assert edda.role == Role.ADMINISTRATOR
    entry = Entry.objects.get()
    assert (entry.action, entry.actor_label, entry.subject_id) == ("add_person", "Command line", edda.pk)

    client.post(reverse("account_reset_password"), {"email": edda.email})
    link = re.search(r"/password/reset/\S+/", str(mail.outbox[0].body))
    assert link
    form = client.get(link[0], follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    sign_in(client, edda.email, NEW)
    assert is_signed_in(client, edda)


@pytest.mark.django_db
@pytest.mark.parametrize(("email", "name"), [("edda", "Edda"), ("edda@programme.example", "")])
def test_bad_input_is_told_and_makes_nobody(email, name):
    with pytest.raises(CommandError):
        call_command("add_administrator", email, name)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_an_address_that_is_known_is_refused():
    call_command("add_administrator", "edda@programme.example", "Edda")
    with pytest.raises(CommandError, match="Somebody signs in with this address already"):
        call_command("add_administrator", "edda@programme.example", "Another")
    assert Entry.objects.count() == 1

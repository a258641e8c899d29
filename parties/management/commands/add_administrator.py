"""`manage.py add_administrator`: the first administrator, or one more where nobody can sign in."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from journal.actions import Reference
from parties.actions import add_administrator
from parties.mail import absolute

COMMAND_LINE = Reference("command", None, "Command line")


class Command(BaseCommand):
    help = "Add an administrator, who then sets a password by a link in a mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that they sign in with")
        parser.add_argument("name", help="their name, in quotation marks")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            person = add_administrator(actor=COMMAND_LINE, email=email, name=name)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        self.stdout.write(
            f"{person} is an administrator. To set a password, they ask for a link at "
            f"{absolute(reverse('account_reset_password'))} with {person.email}."
        )

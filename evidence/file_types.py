"""Which files can be handed in, by their first bytes: the ending and the content must say the same.

That is half of the gate; what stands further on is looked into by ``evidence.admission``.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from email import policy
from email.parser import BytesHeaderParser
from pathlib import PurePath

import magic
from django.core.files.base import File

from evidence.files import HEAD
from evidence.hygiene.types import BY_ENDING, MB, NAMES, FileType
from parties.errors import Refused

LONGEST_NAME = 255
MOST_PARTS = 10_000
LARGEST_DIRECTORY = 2 * 1024 * 1024  # bytes
END_OF_ZIP = 22 + 65_535  # bytes: the record that ends a ZIP, and the longest comment after it
OPENS_OLE = bytes.fromhex("D0CF11E0A1B11AE1")

Check = Callable[[File, bytes, str], bool]  # type: ignore[type-arg]


def _says(content_type: str) -> Check:
    return lambda _file, _head, found: found == content_type


def _is_pdf(_file: File, head: bytes, found: str) -> bool:  # type: ignore[type-arg]
    return head.startswith(b"%PDF-") and found == "application/pdf"


def _is_text(_file: File, head: bytes, found: str) -> bool:  # type: ignore[type-arg]
    return found.startswith("text/") and found != "text/html" and b"\0" not in head


def _is_mail(_file: File, head: bytes, found: str) -> bool:  # type: ignore[type-arg]
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(head)
    return b"\0" not in head and found.startswith(("message/", "text/")) and {"From", "Date"} <= set(headers)


def _is_outlook_mail(_file: File, head: bytes, _found: str) -> bool:  # type: ignore[type-arg]
    return head.startswith(OPENS_OLE)


def _holds(part: str) -> Check:
    """An Office document: a ZIP in which a part of that name stands, or one that is locked as a whole."""

    def check(file: File, head: bytes, _found: str) -> bool:  # type: ignore[type-arg]
        if head.startswith(OPENS_OLE):
            return True  # an older document or a locked one, which looking into it tells apart
        if not head.startswith(b"PK\x03\x04"):
            return False
        try:
            if _parts_of_zip(file) > MOST_PARTS:
                return False
            with zipfile.ZipFile(file) as archive:
                return part in archive.namelist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            return False

    return check


def _parts_of_zip(file: File) -> int:  # type: ignore[type-arg]
    """How many parts the end of a ZIP says that it has: reading its whole directory costs memory for each."""
    file.seek(max(0, (file.size or 0) - END_OF_ZIP))
    tail = file.read(END_OF_ZIP)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + 20:
        raise zipfile.BadZipFile
    parts, directory = struct.unpack("<HI", tail[place + 10 : place + 16])
    return MOST_PARTS + 1 if directory > LARGEST_DIRECTORY else int(parts)


SHOWN_BY: dict[str, Check] = {
    "PDF": _is_pdf,
    "DOCX": _holds("word/document.xml"),
    "XLSX": _holds("xl/workbook.xml"),
    "CSV": _is_text,
    "EML": _is_mail,
    "MSG": _is_outlook_mail,
    "PNG": _says("image/png"),
    "JPG": _says("image/jpeg"),
}


def type_by_head(upload: File) -> FileType:  # type: ignore[type-arg]
    """The type of an upload by its ending and its first bytes; ``Refused`` with what to change."""
    name = PurePath(upload.name or "").name
    if not upload.size:
        raise Refused("This file is empty. Choose the file that holds the paper.", field="upload")
    if len(name) > LONGEST_NAME:
        raise Refused("The file's name is too long. Use at most 255 characters.", field="upload")
    ending = PurePath(name).suffix.lower()
    if ending not in BY_ENDING:
        called = f"Files that end in {ending} can't be handed in." if ending else "This file has no ending."
        raise Refused(f"{called} Save it as {NAMES}.", field="upload")
    file_type = BY_ENDING[ending]
    _check_size(upload.size, file_type)
    if not _is_shown(upload, file_type):
        raise Refused(
            f"This file ends in {ending}, but what it holds is no {file_type.name}. "
            f"Open it, save it as {file_type.name} and choose that file.",
            field="upload",
        )
    return file_type


def _check_size(size: int, file_type: FileType) -> None:
    if size > file_type.largest:
        raise Refused(
            f"This file has {-(-size // MB)} MB; {file_type.name} can be handed in up to "
            f"{file_type.largest // MB} MB. Make it smaller, or hand it in as parts.",
            field="upload",
        )


def _is_shown(upload: File, file_type: FileType) -> bool:  # type: ignore[type-arg]
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    shown = SHOWN_BY[file_type.name](upload, head, magic.from_buffer(head, mime=True))
    upload.seek(0)
    return shown

"""Which files can be handed in: the ending and the content must say the same."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from email.parser import BytesHeaderParser
from pathlib import PurePath

import magic
from django.core.files.base import File

from evidence.files import HEAD
from parties.errors import Refused

LARGEST = 50 * 1024 * 1024  # bytes
LONGEST_NAME = 255
MOST_PARTS = 10_000
LARGEST_DIRECTORY = 2 * 1024 * 1024  # bytes
END_OF_ZIP = 22 + 65_535  # bytes: the record that ends a ZIP, and the longest comment after it
OPENS_OLE = bytes.fromhex("D0CF11E0A1B11AE1")

Check = Callable[[File, bytes, str], bool]  # type: ignore[type-arg]


@dataclass(frozen=True, slots=True)
class FileType:
    """A type by its name for people, its endings, and how its content shows it."""

    name: str
    endings: tuple[str, ...]
    is_shown_by: Check


def _says(content_type: str) -> Check:
    return lambda _file, _head, found: found == content_type


def _is_text(_file: File, head: bytes, found: str) -> bool:  # type: ignore[type-arg]
    return found.startswith("text/") and found != "text/html" and b"\0" not in head


def _is_mail(_file: File, head: bytes, found: str) -> bool:  # type: ignore[type-arg]
    headers = BytesHeaderParser(policy=policy.compat32).parsebytes(head)
    return b"\0" not in head and found.startswith(("message/", "text/")) and {"From", "Date"} <= set(headers)


def _is_outlook_mail(_file: File, head: bytes, _found: str) -> bool:  # type: ignore[type-arg]
    return head.startswith(OPENS_OLE)


def _holds(part: str) -> Check:
    """An Office document: a ZIP in which a part of that name stands."""

    def check(file: File, head: bytes, _found: str) -> bool:  # type: ignore[type-arg]
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


FILE_TYPES = (
    FileType("PDF", (".pdf",), _says("application/pdf")),
    FileType("DOCX", (".docx",), _holds("word/document.xml")),
    FileType("XLSX", (".xlsx",), _holds("xl/workbook.xml")),
    FileType("CSV", (".csv",), _is_text),
    FileType("EML", (".eml",), _is_mail),
    FileType("MSG", (".msg",), _is_outlook_mail),
    FileType("PNG", (".png",), _says("image/png")),
    FileType("JPG", (".jpg", ".jpeg"), _says("image/jpeg")),
)
BY_ENDING = {ending: file_type for file_type in FILE_TYPES for ending in file_type.endings}
NAMES = f"{', '.join(file_type.name for file_type in FILE_TYPES[:-1])} or {FILE_TYPES[-1].name}"


def file_type_of(upload: File) -> FileType:  # type: ignore[type-arg]
    """The type of an upload; ``Refused`` with what to change where it can't be handed in."""
    name = PurePath(upload.name or "").name
    if not upload.size:
        raise Refused("This file is empty. Choose the file that holds the paper.", field="upload")
    if upload.size > LARGEST:
        raise Refused(
            f"This file has {upload.size / 1024 / 1024:.0f} MB; up to 50 MB can be handed in. "
            "Make it smaller, or hand it in as parts.",
            field="upload",
        )
    if len(name) > LONGEST_NAME:
        raise Refused("The file's name is too long. Use at most 255 characters.", field="upload")
    ending = PurePath(name).suffix.lower()
    if ending not in BY_ENDING:
        called = f"Files that end in {ending} can't be handed in." if ending else "This file has no ending."
        raise Refused(f"{called} Save it as {NAMES}.", field="upload")
    file_type = BY_ENDING[ending]
    if not _is_shown(upload, file_type):
        raise Refused(
            f"This file ends in {ending}, but what it holds is no {file_type.name}. "
            f"Open it, save it as {file_type.name} and choose that file.",
            field="upload",
        )
    return file_type


def _is_shown(upload: File, file_type: FileType) -> bool:  # type: ignore[type-arg]
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    shown = file_type.is_shown_by(upload, head, magic.from_buffer(head, mime=True))
    upload.seek(0)
    return shown

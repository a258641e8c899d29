"""DOCX and XLSX: each part unpacked to its end, counted, and looked at for what it is."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from evidence.hygiene.two_in_one import ARCHIVED, MORE, PROGRAMS, TWO
from evidence.hygiene.types import MB, Forbidden

MOST_PARTS = 10_000
UNPACKED = 800 * MB  # bytes in all
RATIO, RATIO_FROM = 200, 20 * MB  # so many times larger than the file, once more than this is unpacked
PIECE = 256 * 1024
LONGEST_TYPES = 2 * MB
OPENS_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPENS_GZIP = b"\x1f\x8b\x08"
MAIN = {
    "DOCX": (
        "word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    "XLSX": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
}
TYPES = "[Content_Types].xml"
MACRO_PARTS = re.compile(r"(vbaProject[^/]*\.bin|vbaData\.xml|.*/(macrosheets|activeX)/.*)", re.IGNORECASE)
DRAWN_IN = frozenset({"attachedtemplate", "oleobject", "frame", "subdocument"})
ELSEWHERE = re.compile(r"(https?:|ftp:|\\\\|//|file:/{0,2}[^/])", re.IGNORECASE)

MACROS = (
    "This document holds macros, which are programs. Save it as {file_type} without macros, or as PDF, and "
    "choose that file."
)
OLDER = "This is an older document by another name. Open it, save it as {file_type} and choose that file."
PACKED_AND_LOCKED = "EncryptedPackage".encode("utf-16-le")
LOCKED = "This document is locked with a password. Save it without one and choose that file."
CARRIES = "This document has another file inside it ({part}). Hand that one in by itself, and this as PDF."
BOMB = (
    "This document unpacks to far more than it holds, so it could not be checked. Save it anew, or as PDF, "
    "and choose that file."
)
BROKEN = "This document is broken, so it could not be checked. Open it, save it anew and choose that file."
FETCHES = (
    "This document would fetch a part of itself from another place. Save it as PDF and choose that file."
)


def check(content: bytes, file_type: str, _depth: int = 0) -> None:
    _check_ends(content, file_type)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_parts(archive, len(content), file_type)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, expat.ExpatError) as failure:
        raise Forbidden(BROKEN) from failure
    except (NotImplementedError, RuntimeError, ValueError, KeyError, OSError) as failure:
        raise Forbidden(BROKEN) from failure


def _check_ends(content: bytes, file_type: str) -> None:
    """It begins with its first part and ends with its directory: nothing before, between or after."""
    if content.startswith(OPENS_OLE):
        raise Forbidden(LOCKED if PACKED_AND_LOCKED in content else OLDER.format(file_type=file_type))
    if not content.startswith(b"PK\x03\x04"):
        raise Forbidden(TWO.format(file_type=file_type))
    place = content.rfind(b"PK\x05\x06")
    if place < 0 or len(content) < place + 22:
        raise Forbidden(BROKEN)
    parts, size, begins, comment = struct.unpack_from("<HIIH", content, place + 10)
    if parts > MOST_PARTS or size > LONGEST_TYPES:
        raise Forbidden(BOMB)
    if comment or len(content) != place + 22:
        raise Forbidden(MORE.format(file_type=file_type))
    if begins + size != place:
        raise Forbidden(TWO.format(file_type=file_type))


def _check_parts(archive: zipfile.ZipFile, size: int, file_type: str) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if any(MACRO_PARTS.fullmatch(part.filename) or _last(part.filename) for part in parts):
        raise Forbidden(MACROS.format(file_type=file_type))
    if any(part.flag_bits & 1 for part in parts):
        raise Forbidden(LOCKED)
    # Parts that lie upon each other are packed once and unpacked often.
    if sum(part.compress_size for part in parts) > size or len(names) < len(parts):
        raise Forbidden(BOMB)
    _check_types(archive, file_type)
    left = min(UNPACKED, max(RATIO_FROM, RATIO * size))
    for part in parts:
        left -= _unpacked(archive, part, left)
        if part.filename.lower().endswith(".rels"):
            _check_relations(archive.read(part))


def _last(name: str) -> bool:
    return MACRO_PARTS.fullmatch(name.rsplit("/", 1)[-1]) is not None


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """How long it is; by its first bytes it may be no archive, program or document of its own."""
    with archive.open(part) as opened:
        piece = opened.read(PIECE)
        if piece.startswith((*ARCHIVED, *PROGRAMS, OPENS_OLE, OPENS_GZIP, b"MZ", b"%PDF-")):
            raise Forbidden(CARRIES.format(part=part.filename[-80:]))
        length = 0
        while piece:
            length += len(piece)
            if length > left:
                raise Forbidden(BOMB)
            piece = opened.read(PIECE)
    return length


def _check_types(archive: zipfile.ZipFile, file_type: str) -> None:
    """What it says that its parts are: the main one of this type, and none with macros."""
    if archive.getinfo(TYPES).file_size > LONGEST_TYPES:
        raise Forbidden(BOMB)
    part, wanted = MAIN[file_type]
    said = ""
    for _tag, attributes in _elements(archive.read(TYPES)):
        content_type = attributes.get("ContentType", "")
        if re.search(r"macroEnabled|vbaProject|macrosheet", content_type, re.IGNORECASE):
            raise Forbidden(MACROS.format(file_type=file_type))
        if attributes.get("PartName", "").lower() == f"/{part}":
            said = content_type
    if said != wanted:
        raise Forbidden(BROKEN)


def _check_relations(markup: bytes) -> None:
    for _tag, attributes in _elements(markup):
        sort = attributes.get("Type", "").rsplit("/", 1)[-1].lower()
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        if is_outside and sort in DRAWN_IN and ELSEWHERE.match(attributes.get("Target", "").strip()):
            raise Forbidden(FETCHES)


def _elements(markup: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag, attributes))
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(markup, True)
    return found


def _refuse(*_: object) -> None:
    """A document of ours has no business with entities of its own."""
    raise Forbidden(BROKEN)

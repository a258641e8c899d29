"""A mail as Outlook saves it: a file system in a file, with what was attached in it."""

from __future__ import annotations

import io

import olefile

from evidence.hygiene.attached import WITH_IT, check_attached
from evidence.hygiene.office import LOCKED, MACROS
from evidence.hygiene.two_in_one import MORE
from evidence.hygiene.types import Forbidden

PROPERTIES = "__properties_version1.0"
DATA, STORAGE = "__substg1.0_37010102", "__substg1.0_3701000D"
NAMES = (  # of an attachment: the long one, then the short; the first of each is in UTF-16
    ("__substg1.0_3707001F", "utf-16-le"),
    ("__substg1.0_3707001E", "cp1252"),
    ("__substg1.0_3704001F", "utf-16-le"),
    ("__substg1.0_3704001E", "cp1252"),
)
MOST_STREAMS = 5_000
FREE = 0xFFFFFFFF
ENCRYPTED = frozenset({"encryptedpackage", "encryptioninfo"})
NO_MAIL = "This file is no mail that Outlook saved. Open it, save it as PDF and choose that file."
BROKEN = "This mail is broken, so it could not be checked. Save it anew from Outlook and choose that file."
OBJECT = "Another program’s document is set into it. Save the mail as PDF and choose that file."


def check(content: bytes, file_type: str, depth: int = 0) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as opened:
            _check(opened, depth)
            if content[_end(opened) :].strip(b"\0"):
                raise Forbidden(MORE.format(file_type=file_type))
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as failure:
        raise Forbidden(BROKEN) from failure


def _check(opened: olefile.OleFileIO, depth: int) -> None:
    paths = opened.listdir(streams=True, storages=True)
    if len(paths) > MOST_STREAMS:
        raise Forbidden(BROKEN)
    names = {name.lower() for path in paths for name in path}
    if names & ENCRYPTED:
        raise Forbidden(LOCKED)
    if "_vba_project" in names or "macros" in names:
        raise Forbidden(MACROS.format(file_type="MSG"))
    if not opened.exists(PROPERTIES):
        raise Forbidden(NO_MAIL)
    for path in paths:
        if path[-1] == DATA:
            check_attached(_name(opened, path[:-1]), opened.openstream(path).read(), depth)
        elif path[-1] == STORAGE and not opened.exists([*path, PROPERTIES]):
            raise Forbidden(WITH_IT.format(name=_name(opened, path[:-1]) or "an object", why=OBJECT))


def _name(opened: olefile.OleFileIO, folder: list[str]) -> str:
    for stream, encoding in NAMES:
        if opened.exists([*folder, stream]):
            said: bytes = opened.openstream([*folder, stream]).read()
            return said.decode(encoding, errors="replace").strip("\0 ")
    return ""


def _end(opened: olefile.OleFileIO) -> int:
    """Where the last sector ends that the file says it uses; the head takes the room of one."""
    used = next((at for at in range(len(opened.fat) - 1, -1, -1) if opened.fat[at] != FREE), -1)
    end: int = (used + 2) * opened.sector_size
    return end

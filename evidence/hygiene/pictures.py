"""Pictures, block by block to their end, and what follows it."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable

from evidence.hygiene.two_in_one import check_after
from evidence.hygiene.types import Forbidden

BROKEN = "This picture is broken, so it could not be checked. Open it, save it anew and choose that file."
TOO_LARGE = "This picture has more dots than can be shown. Save it smaller and choose that file."
MOST_DOTS = 250_000_000
OPENS_PNG = b"\x89PNG\r\n\x1a\n"
OPENS_JPG = b"\xff\xd8\xff"
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # in the dots, what is neither a dot nor a restart
STANDS_ALONE = {0x01, *range(0xD0, 0xD9)}
END, DOTS = 0xD9, 0xDA
SAYS_SIZE = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def check(content: bytes, file_type: str, _depth: int = 0) -> None:
    end = ENDS[file_type]
    try:
        place = end(content)
    except (struct.error, IndexError) as failure:
        raise Forbidden(BROKEN) from failure
    check_after(content[place:], file_type)


def _end_of_png(content: bytes) -> int:
    """Where its last block ends."""
    if not content.startswith(OPENS_PNG):
        raise Forbidden(BROKEN)
    place = len(OPENS_PNG)
    while True:
        length: int
        length, name = struct.unpack_from(">I4s", content, place)
        place += length + 12
        if place > len(content):
            raise Forbidden(BROKEN)
        if name == b"IHDR":
            _check_size(*struct.unpack_from(">II", content, place - length - 4))
        if name == b"IEND":
            return place


def _end_of_jpg(content: bytes) -> int:
    """Where its end is marked, apart from the small picture that a camera puts into a block."""
    if not content.startswith(OPENS_JPG):
        raise Forbidden(BROKEN)
    place = 2
    while True:
        if content[place] != 0xFF:
            raise Forbidden(BROKEN)
        marker, place = content[place + 1], place + 2
        if marker == END:
            return place
        if marker == 0xFF:
            place -= 1
        elif marker not in STANDS_ALONE:
            place = _after_block(content, place, marker)
            place = _after_dots(content, place) if marker == DOTS else place


def _after_block(content: bytes, place: int, marker: int) -> int:
    length, _depth, height, width = struct.unpack_from(">HBHH", content, place)
    if marker in SAYS_SIZE:
        _check_size(width, height)
    return place + int(length)


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_DOTS:
        raise Forbidden(TOO_LARGE)


def _after_dots(content: bytes, place: int) -> int:
    found = MARKER.search(content, place)
    if not found:
        raise Forbidden(BROKEN)
    return found.start()


ENDS: dict[str, Callable[[bytes], int]] = {"PNG": _end_of_png, "JPG": _end_of_jpg}

"""Tables as text: letters and nothing else. A formula in a cell stays text; nothing of ours runs it."""

from __future__ import annotations

import re

from evidence.hygiene.two_in_one import WEB_PAGE
from evidence.hygiene.types import Forbidden

NO_LETTER = re.compile(rb"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
NOT_TEXT = (
    "This file ends as text, but holds what no text does. Open it, save it anew as {file_type} and choose "
    "that file."
)
MARKED_UP = (
    "This file holds parts of a web page or a program, which a browser could run. "
    "Take them out, or save it as PDF, and choose that file."
)


def check(content: bytes, file_type: str, _depth: int = 0) -> None:
    if NO_LETTER.search(content):
        raise Forbidden(NOT_TEXT.format(file_type=file_type))
    if WEB_PAGE.search(content) or content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"#!"):
        raise Forbidden(MARKED_UP)

"""What came with a mail: of a type that can be handed in, or one of the few that mails always have."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from evidence.hygiene import text
from evidence.hygiene.looking import look_into
from evidence.hygiene.types import BY_ENDING, NAMES, Forbidden

DEEPEST = 3  # mails within mails
TEXTS = frozenset({".txt", ".ics", ".vcf", ".asc"})
SIGNATURES = frozenset({".p7s", ".sig"})
WITH_IT = "With this mail came “{name}”. {why}"
NOT_TAKEN = f"Only {NAMES} can be attached. Hand in the paper that the mail carries by itself."
TOO_DEEP = "It is a mail in a mail in a mail. Hand in the innermost by itself."


def check_attached(name: str, content: bytes, depth: int) -> None:
    """``Forbidden`` names the attachment. An empty one is harmless."""
    shown = _shown(name)
    try:
        if content:
            _check(PurePath(shown).suffix.lower(), content, depth)
    except Forbidden as why:
        raise Forbidden(WITH_IT.format(name=shown, why=why)) from why


def _check(ending: str, content: bytes, depth: int) -> None:
    if depth >= DEEPEST:
        raise Forbidden(TOO_DEEP)
    if ending in BY_ENDING:
        look_into(content, BY_ENDING[ending].name, depth + 1)
    elif ending in TEXTS:
        text.check(content, "text")
    elif not (_is_picture(ending, content) or _is_signature(ending, content)):
        raise Forbidden(NOT_TAKEN)


def _is_picture(ending: str, content: bytes) -> bool:
    return ending == ".gif" and content.startswith((b"GIF87a", b"GIF89a")) and not _is_zip(content)


def _is_signature(ending: str, content: bytes) -> bool:
    return ending in SIGNATURES and content[:1] in {b"\x30", b"-"} and not _is_zip(content)


def _is_zip(content: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(content))


def _shown(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return (
        "".join(letter for letter in last if letter.isprintable())[-80:].strip(" .")
        or "a file without a name"
    )

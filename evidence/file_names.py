"""Names of files as parties give them, made fit to be shown and to be saved under."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255  # characters
LONGEST_GIVEN = 1000  # characters
# They turn the direction of what follows, so that "gpj.exe" reads as "exe.jpg".
TURNS_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOT_IN_A_NAME = {"Cc", "Cs", "Zl", "Zp"}


def name_for_the_record(name: str) -> str:
    """The name as it was sent, in letters that every database takes; only its length is bounded."""
    whole = name.encode("utf-8", "replace").decode().replace("\0", "\u2400")
    return whole[:LONGEST_GIVEN]


def with_marks(name: str) -> str:
    """The name with whatever can't be seen, or would turn what is read, told by its number: [U+202E]."""
    return "".join(f"[U+{ord(letter):04X}]" if _is_unseen(letter) else letter for letter in name)


def _is_unseen(letter: str) -> bool:
    return letter in TURNS_DIRECTION or unicodedata.category(letter) in NOT_IN_A_NAME | {"Cf"}


def plain_name(name: str) -> str:
    """The name without its folders and whatever can't be seen; letters of any script stay."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        letter
        for letter in last
        if unicodedata.category(letter) not in NOT_IN_A_NAME and letter not in TURNS_DIRECTION
    )
    return seen.strip(" .")[-LONGEST:] or "file"

"""Names of files as parties give them, made fit to be shown and to be saved under."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 255  # characters
# They turn the direction of what follows, so that "gpj.exe" reads as "exe.jpg".
TURNS_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOT_IN_A_NAME = {"Cc", "Cs", "Zl", "Zp"}


def plain_name(name: str) -> str:
    """The name without its folders and whatever can't be seen; letters of any script stay."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(
        letter
        for letter in last
        if unicodedata.category(letter) not in NOT_IN_A_NAME and letter not in TURNS_DIRECTION
    )
    return seen.strip(" .")[-LONGEST:] or "file"

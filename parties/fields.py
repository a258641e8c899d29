"""How model fields check what stands in a facts document: no table can hold what a document can't."""

from __future__ import annotations

import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator

TEXT = 2000  # characters
LOCAL_ID = 64


# Characters that turn the direction of what stands around them, so that text reads as it is not.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_words(text: str) -> None:
    """Refuse control characters other than line breaks and tabs, and those that turn the direction."""
    if any(_is_control(character) and character not in "\n\r\t" for character in text) or TURNS & set(text):
        raise ValidationError("Leave out control characters; they came with the text that was pasted.")


def one_line(text: str) -> None:
    """Refuse line breaks too, and text of blanks alone."""
    if any(_is_control(character) for character in text) or TURNS & set(text):
        raise ValidationError("Write this on one line, without control characters.")
    if not text.strip():
        raise ValidationError("Write something here.")


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


ONE_LINE = [one_line]
IN_SPAN = [
    MinValueValidator(FIRST_DAY, "Give a day from 1 January 2000 on."),
    MaxValueValidator(LAST_DAY, "Give a day up to 31 December 2199."),
]
AS_LOCAL_ID = [
    RegexValidator(
        r"\A[A-Za-z0-9._-]{1,64}\Z", "Use 1 to 64 letters, digits, points, hyphens and underscores."
    )
]

"""How model fields check what stands in a facts document: no table can hold what a document can't."""

from __future__ import annotations

import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator

TEXT = 2000  # characters
LOCAL_ID = 64


def one_line(text: str) -> None:
    """Refuse line breaks and other control characters, and text of blanks alone."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValidationError("Write this on one line, without control characters.")
    if not text.strip():
        raise ValidationError("Write something here.")


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)

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

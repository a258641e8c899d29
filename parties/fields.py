"""Model fields for what stands in a facts document, so that no table can hold what a document can't."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
    _DateField = models.DateField[str | date, date]
else:
    _CharField, _DateField = models.CharField, models.DateField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
TEXT = 2000  # characters
LOCAL_ID = 64


def one_line(text: str) -> None:
    """Refuse line breaks and other control characters, and text of blanks alone."""
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValidationError("Write this on one line, without control characters.")
    if not text.strip():
        raise ValidationError("Write something here.")


class Line(_CharField):
    """Text of one line, not blank."""

    default_validators = [one_line]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", TEXT)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


class Day(_DateField):
    """A day in London, within the span that facts documents allow."""

    default_validators = [
        MinValueValidator(FIRST_DAY, "Give a day from 1 January 2000 on."),
        MaxValueValidator(LAST_DAY, "Give a day up to 31 December 2199."),
    ]


class LocalId(_CharField):
    """An id within one facts document."""

    default_validators = [
        RegexValidator(r"\A[A-Za-z0-9._-]{1,64}\Z", "Use 1 to 64 letters, digits, points, hyphens and underscores.")
    ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", LOCAL_ID)
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

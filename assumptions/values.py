"""Readers of single values and lists of a facts document: each takes a JSON value and the place it stands at.

A reader that can't make anything of its value reports that the value is misshapen and returns a stand-in
of the right Python type or None; the stand-in is never seen, since a misshapen document is not built.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar, cast

from assumptions.problems import Place
from assumptions.vocabulary import Term

T = TypeVar("T")
K = TypeVar("K", bound=Term)
Reader = Callable[[Any, Place], T]

STAND_IN: Any = None
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
LONGEST_TEXT = 2_000
LONGEST_LEAD_TIME = 3_650  # whole calendar days
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def text(value: Any, place: Place) -> str:
    """Text of at most 2,000 characters, without control characters and lone surrogates."""
    if not isinstance(value, str):
        place.misshapen("Give this as text.")
        return ""
    if len(value) > LONGEST_TEXT:
        place.wrong(f"Shorten this to {LONGEST_TEXT:,} characters; it has {len(value):,}.")
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        place.wrong("Take the control characters and lone surrogates out of this text.")
    return value


def name(value: Any, place: Place) -> str:
    """Text that is not blank."""
    if isinstance(value, str) and not value.strip():
        place.wrong("Fill this in; it is blank.")
    return text(value, place)


def identifier(value: Any, place: Place) -> str:
    """An id: 1 to 64 of A-Z, a-z, 0-9, full stop, underscore and hyphen."""
    if not isinstance(value, str):
        place.misshapen("Give this as text.")
        return ""
    if not ID.fullmatch(value):
        place.wrong("Use 1 to 64 letters A to Z, digits, full stops, underscores and hyphens in an id.")
    return value


def reference(value: Any, place: Place) -> str:
    """The id of something else; whether that exists is looked at later."""
    if not isinstance(value, str):
        place.misshapen("Give an id, as text.")
        return ""
    return value


def truth(value: Any, place: Place) -> bool:
    if not isinstance(value, bool):
        place.misshapen("Give true or false.")
    return bool(value)


def lead_time(value: Any, place: Place) -> int:
    """A lead time in whole calendar days."""
    if type(value) is not int:
        place.misshapen("Give a whole number of days, without quotation marks or a decimal point.")
        return 0
    if not 0 <= value <= LONGEST_LEAD_TIME:
        place.wrong(f"Give a lead time from 0 to {LONGEST_LEAD_TIME:,} days.")
    return value


def parse_day(written: str) -> date:
    """A date written YYYY-MM-DD; ValueError for any other form and for days that no calendar has."""
    if not DAY.fullmatch(written):
        raise ValueError("not of the form YYYY-MM-DD")
    return date.fromisoformat(written)


def is_in_range(day: date) -> bool:
    return FIRST_DAY <= day <= LAST_DAY


def day(value: Any, place: Place) -> date:
    """A date from 2000-01-01 to 2199-12-31, written YYYY-MM-DD."""
    try:
        found = parse_day(value if isinstance(value, str) else "")
    except ValueError:
        place.misshapen("Give a day of the calendar as YYYY-MM-DD.")
        return FIRST_DAY
    if not is_in_range(found):
        place.wrong(f"Give a date from {FIRST_DAY} to {LAST_DAY}.")
    return found


@cache
def _by_value(terms: type[K]) -> Mapping[str, K]:
    return {term.value: term for term in terms}


def one_of(terms: type[K]) -> Reader[K]:
    """One value of an enumeration."""
    by_value: Mapping[str, K] = _by_value(terms)

    def read(value: Any, place: Place) -> K:
        if not isinstance(value, str) or value not in by_value:
            place.misshapen(f"Choose one of: {', '.join(by_value)}.")
            return cast(K, STAND_IN)
        return by_value[value]

    return read


def optional(read: Reader[T]) -> Reader[T | None]:
    """A value or null."""
    return lambda value, place: None if value is None else read(value, place)


def list_of(read: Reader[T]) -> Reader[tuple[T, ...]]:
    """A list, each entry read alike."""

    def read_list(value: Any, place: Place) -> tuple[T, ...]:
        if not isinstance(value, list):
            place.misshapen("Give a list.")
            return ()
        return tuple(read(entry, place.at(position)) for position, entry in enumerate(value))

    return read_list


def by_term(terms: type[K], read: Reader[T]) -> Reader[dict[K, T]]:
    """An object whose keys are values of an enumeration."""
    by_value = _by_value(terms)

    def read_mapping(value: Any, place: Place) -> dict[K, T]:
        if not isinstance(value, dict):
            place.misshapen("Give an object.")
            return {}
        for key in value.keys() - by_value.keys():
            place.at(key).misshapen(f"Use only these keys: {', '.join(by_value)}.")
        return {term: read(value[key], place.at(key)) for key, term in by_value.items() if key in value}

    return read_mapping

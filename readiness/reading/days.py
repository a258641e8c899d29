"""Days as papers write them: 14 May 2025, May 14, 2025, 14/05/2025 (day first), 2025-05-14."""

from __future__ import annotations

import re
from datetime import date

from assumptions.sentences import MONTHS

NAMES = "|".join(f"{month[:3]}(?:{month[3:]})?" if month[3:] else month for month in MONTHS)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{DAY} (?P<month>{NAMES})\.?,? (?P<year>\d{{4}})\b",
        rf"\b(?P<month>{NAMES})\.? {DAY},? (?P<year>\d{{4}})\b",
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
        r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})\b",
    )
)


def day_in(text: str) -> date | None:
    """The first day that a text names."""
    found = [match for form in FORMS for match in form.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        try:
            return date(int(match["year"]), _month(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


def _month(said: str) -> int:
    if said.isdecimal():
        return int(said)
    return next(number for number, name in enumerate(MONTHS, 1) if name[:3].lower() == said[:3].lower())

"""Days as people read them."""

from __future__ import annotations

from datetime import date

from django import template

from assumptions.sentences import MONTHS, in_full
from parties.working_days import working_days_between

register = template.Library()

# Not strftime: its names follow the machine's locale.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@register.filter
def day(shown: date, beside: date | None = None) -> str:
    """14 May 2025, or 14 May beside a day of the same year."""
    if beside and beside.year == shown.year:
        return f"{shown.day} {MONTHS[shown.month - 1]}"
    return in_full(shown)


@register.filter
def short_day(shown: date, beside: date | None = None) -> str:
    """14 May 2025 with the month's first letters, for columns."""
    words = f"{shown.day} {MONTHS[shown.month - 1][:3]}"
    return words if beside and beside.year == shown.year else f"{words} {shown.year}"


@register.filter
def working_days_from(day: date, today: date) -> int:
    return working_days_between(today, day)


@register.filter
def days_left(number: int) -> str:
    """How far away a day is that many days ahead."""
    return {0: "today", 1: "tomorrow"}.get(number, f"in {number} days")


@register.filter
def weekday(shown: date) -> str:
    return WEEKDAYS[shown.weekday()]

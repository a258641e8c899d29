"""Working days: Monday to Friday, without the bank holidays of England and Wales."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def working_days_between(start: date, end: date) -> int:
    """How many working days come after ``start``, up to and with ``end``; negative where that lies before."""
    if end < start:
        return -working_days_between(end, start)
    weeks, rest = divmod((end - start).days, 7)
    weekdays = weeks * 5 + sum(_is_weekday(end - ONE_DAY * back) for back in range(rest))
    years = range(start.year, end.year + 1)
    return weekdays - sum(start < holiday <= end for year in years for holiday in _bank_holidays(year))


def add_working_days(day: date, number: int) -> date:
    """The working day that many after ``day``, or before it where the number is negative."""
    step = ONE_DAY if number > 0 else -ONE_DAY
    for _ in range(abs(number)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def is_working_day(day: date) -> bool:
    return _is_weekday(day) and day not in _bank_holidays(day.year)


def _is_weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """Those of a year that fall on a weekday."""
    return frozenset(filter(_is_weekday, country_holidays("GB", subdiv="ENG", years=year)))

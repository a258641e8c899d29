from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parties.working_days import add_working_days, is_working_day, working_days_between

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        (date(2025, 5, 14), date(2025, 5, 14), 0),
        (date(2025, 5, 14), date(2025, 5, 15), 1),
        (date(2025, 5, 16), date(2025, 5, 18), 0),  # Friday to Sunday
        (date(2025, 5, 16), date(2025, 5, 19), 1),
        (date(2025, 5, 14), date(2025, 6, 2), 12),  # over the spring bank holiday
        (date(2024, 12, 24), date(2025, 1, 2), 4),  # Christmas, Boxing and New Year's Day
        (date(2027, 12, 24), date(2027, 12, 29), 1),  # both days of Christmas are made up for
        (date(2022, 9, 16), date(2022, 9, 20), 1),  # the funeral of Elizabeth II
        (date(2025, 6, 2), date(2025, 5, 14), -12),
        (date(2025, 4, 17), date(2025, 4, 22), 1),  # Good Friday and Easter Monday, which Scotland hasn't
    ],
)
def test_working_days_between(start: date, end: date, number: int):
    assert working_days_between(start, end) == number


@pytest.mark.parametrize(
    ("day", "number", "lands_on"),
    [
        (date(2025, 5, 14), 0, date(2025, 5, 14)),
        (date(2025, 5, 14), 12, date(2025, 6, 2)),
        (date(2025, 5, 17), 1, date(2025, 5, 19)),
        (date(2025, 6, 2), -12, date(2025, 5, 14)),
    ],
)
def test_add_working_days(day: date, number: int, lands_on: date):
    assert add_working_days(day, number) == lands_on


@given(DAYS, st.integers(0, 500))
def test_it_is_the_number_of_working_days_one_by_one(start: date, number: int):
    end = start + timedelta(days=number)
    one_by_one = sum(is_working_day(start + timedelta(days=later)) for later in range(1, number + 1))
    assert working_days_between(start, end) == one_by_one


@given(DAYS, st.integers(1, 300))
def test_adding_and_counting_agree(start: date, number: int):
    assert working_days_between(start, add_working_days(start, number)) == number

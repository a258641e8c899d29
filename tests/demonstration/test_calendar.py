"""The scenario is written on working days, and stays on them, in order, whenever it is loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from assumptions.vocabulary import Gate
from demonstration.calendar import Calendar
from demonstration.scenario import SERVICES
from demonstration.scenario.programme import OPENED_ON, PLAN, SETTINGS
from demonstration.scenario.terms import FIXED_DAY
from parties.working_days import is_working_day, working_days_between

A_YEAR = [date(2027, 6, 1) + timedelta(days=number) for number in range(366)]  # with 29 February 2028
MARKS = sorted({OPENED_ON, FIXED_DAY - timedelta(days=1), FIXED_DAY, *PLAN.values()})


def days_in(told: Any) -> Iterator[date]:
    if isinstance(told, date):
        yield told
    elif is_dataclass(told):
        for each in fields(told):
            yield from days_in(getattr(told, each.name))
    elif isinstance(told, Mapping):
        for value in told.values():
            yield from days_in(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from days_in(value)


def test_the_scenario_is_written_on_working_days() -> None:
    written = set(days_in([*SERVICES, *SETTINGS]))
    assert len(written) > 200
    assert sorted(day for day in written if not is_working_day(day)) == []


def test_it_is_at_home_on_the_day_it_is_written_around() -> None:
    calendar = Calendar(FIXED_DAY)
    assert [calendar.day(day) for day in MARKS] == MARKS


def test_whenever_it_is_loaded_days_keep_order_and_fall_on_working_days() -> None:
    assert {day.weekday() for day in A_YEAR} == set(range(7))
    for today in A_YEAR:
        calendar = Calendar(today)
        moved = [calendar.day(day) for day in MARKS]
        assert moved == sorted(set(moved))
        assert calendar.day(FIXED_DAY) == today
        assert all(is_working_day(day) for day in moved if day != today)
        assert working_days_between(today, calendar.day(PLAN[Gate.SIT_FUNCTIONAL])) == 12


def test_days_in_a_text_move_with_the_others() -> None:
    calendar = Calendar(date(2028, 2, 29))
    assert calendar.text("Due by {2025-05-14}.") == "Due by 29 February 2028."
    assert calendar.text("Due by {2025-05-15}, not before.") == "Due by 1 March 2028, not before."

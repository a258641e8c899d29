"""What is odd about the dates of gates is said before they are saved, and only of what changes."""

from __future__ import annotations

from datetime import date

import pytest

from assumptions.vocabulary import Gate
from readiness.gate_dates import remarks_on

TODAY = date(2026, 11, 24)
CIT, FUNCTIONAL, MIGRATION = Gate.SIT_CIT, Gate.SIT_FUNCTIONAL, Gate.SIT_MIGRATION


@pytest.mark.parametrize(
    ("on", "remark"),
    [
        (date(2026, 11, 23), "SIT CIT would be due on 23 November 2026, which is past."),
        (date(2026, 11, 29), "SIT CIT would be due on 29 November 2026, which is no working day."),
        (date(2026, 12, 25), "SIT CIT would be due on 25 December 2026, which is no working day."),
    ],
)
def test_a_day_that_may_be_a_slip(on: date, remark: str):
    assert remarks_on({}, {CIT: on}, TODAY) == [remark]
    assert remarks_on({CIT: on}, {CIT: on}, TODAY) == []


def test_a_phase_that_would_come_before_an_earlier_one():
    before = {CIT: date(2027, 2, 1), FUNCTIONAL: date(2027, 3, 1), MIGRATION: date(2027, 4, 1)}
    after = before | {MIGRATION: date(2027, 2, 15)}
    assert remarks_on(before, after, TODAY) == ["SIT Migration would come before SIT Functional."]
    assert remarks_on(after, after, TODAY) == []
    assert remarks_on(before, before | {Gate.QUALIFICATION: date(2027, 1, 4)}, TODAY) == []

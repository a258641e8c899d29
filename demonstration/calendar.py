"""Moving the scenario's days, so that the one it is written around is the day of loading.

A day keeps its distance from that one in working days: nobody hands anything in on a Sunday, no gate falls on
a bank holiday, and SIT Functional is always twelve working days away.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from django.utils.timezone import get_default_timezone

from demonstration.scenario.terms import FIXED_DAY
from parties.working_days import add_working_days, working_days_between

DAY_IN_TEXT = re.compile(r"\{(\d{4}-\d\d-\d\d)\}")
OPENS = time(9, 5)
LATER = 120  # minutes by which the first thing of a day comes later at the most
HOURS = 6  # of a working day, over which what happened on it is spread


@dataclass(frozen=True, slots=True)
class Calendar:
    """``today`` is the day of loading."""

    today: date

    def day(self, written: date) -> date:
        return _moved(written, self.today)

    def text(self, written: str) -> str:
        """A text with its days as people write them."""
        return DAY_IN_TEXT.sub(lambda match: f"{self.day(date.fromisoformat(match[1])):%-d %B %Y}", written)

    def details(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """Details in the words of the facts document, their days moved."""
        return {
            name: self.day(value).isoformat() if isinstance(value, date) else value
            for name, value in written.items()
        }

    def moment(self, written: date, place: int, of: int) -> datetime:
        """When the step at ``place`` of so many on that day was taken, London time."""
        opens = datetime.combine(self.day(written), OPENS, get_default_timezone())
        opens += timedelta(minutes=written.toordinal() * 37 % LATER)
        return opens + timedelta(minutes=min(17, HOURS * 60 // of) * place)


@cache
def _moved(written: date, today: date) -> date:
    return add_working_days(today, working_days_between(FIXED_DAY, written))

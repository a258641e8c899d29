"""The program as it is started, but on a day that never changes: so that pictures of it don't change either.

It is the day around which the demonstration is written. Only what reads the journal's clock is at that day;
sessions and cookies keep to the browser's.
"""

from __future__ import annotations

import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from journal import clock
from qualtrack import launch

MOMENT = datetime(2025, 5, 14, 16, 30, tzinfo=ZoneInfo("Europe/London"))


def stand_at(moment: datetime) -> None:
    """Before anything is read that keeps a hold of the clock. From that moment on, time passes."""
    began = timezone.now()
    clock.now = lambda: clock._as_if.get() or moment + (timezone.now() - began)


if __name__ == "__main__":
    stand_at(MOMENT)
    sys.exit(launch.main())

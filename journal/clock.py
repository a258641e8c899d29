"""What time it is. Only loading the demonstration and tests may say that it is another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_as_if: ContextVar[datetime | None] = ContextVar("as_if", default=None)


def now() -> datetime:
    """The moment, with its time zone."""
    return _as_if.get() or timezone.now()


def today() -> date:
    """The day in London."""
    return timezone.localdate(now())


@contextmanager
def as_if_at(moment: datetime) -> Iterator[None]:
    """Let what is done in this context be done at another moment: dated and journalled then."""
    token = _as_if.set(moment)
    try:
        yield
    finally:
        _as_if.reset(token)

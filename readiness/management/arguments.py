"""What the commands about one SDS have in common."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError

from journal import clock
from parties.fields import FIRST_DAY, LAST_DAY
from parties.models import SmartDataService


def add_service_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", metavar="SLUG", help="the service.id of its facts document")
    parser.add_argument("--as-of", type=a_day, metavar="DATE", help="a day, YYYY-MM-DD; today if left out")


def a_day(text: str) -> date:
    """A day as it is typed. Raises ``ArgumentTypeError`` where it is none or out of range."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day. Write it as 2025-05-14.") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ArgumentTypeError(f"{text} is out of range. Give a day from {FIRST_DAY} to {LAST_DAY}.")
    return day


def day_of(options: dict[str, Any]) -> date:
    return options["as_of"] or clock.today()


def service_named(slug: str) -> SmartDataService:
    """The SDS with that id. Raises ``CommandError`` (exit status 1) where there is none."""
    try:
        return SmartDataService.objects.get(slug=slug)
    except SmartDataService.DoesNotExist:
        raise CommandError(f"There is no Smart Data Service with the id {slug}.") from None

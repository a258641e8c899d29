"""Waivers and work-off plans that are about to end: what they hold open closes with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assumptions import REQUIREMENTS
from parties.working_days import add_working_days, working_days_between
from readiness.models import Waiver
from readiness.plain_words import route_name

SOON = 20  # working days


@dataclass(frozen=True, slots=True)
class Ending:
    waiver: Waiver
    working_days: int

    @property
    def what(self) -> str:
        """What is set aside, in the rule's own title."""
        requirement = REQUIREMENTS.get(self.waiver.requirement)
        return requirement.title if requirement else self.waiver.requirement

    @property
    def scope(self) -> str:
        if self.waiver.route:
            return route_name(self.waiver.route)
        return str(self.waiver.section or "")


def waivers_ending(day: date) -> list[Ending]:
    """Those in force that end within twenty working days, the next first."""
    soon = Waiver.objects.filter(
        granted_on__lte=day, expires_on__gte=day, expires_on__lte=add_working_days(day, SOON)
    )
    soon = soon.select_related("service", "route", "section").order_by("expires_on", "service__name", "pk")
    return [
        Ending(waiver, working_days_between(day, waiver.expires_on)) for waiver in soon if waiver.expires_on
    ]

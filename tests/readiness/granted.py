"""A waiver for tests, by the action that grants one."""

from __future__ import annotations

from typing import Any

from assumptions.vocabulary import Gate
from parties.models import CollectionRoute
from readiness.actions import grant_waiver
from readiness.models import Waiver
from tests.parties.builders import days_ago, reviewer


def waiver(route: CollectionRoute, **fields: Any) -> Waiver:
    """A waiver of the SEC security process for a route at Qualification, granted 5 days ago, without end."""
    asked: dict[str, Any] = {
        "requirement": "A094.SECURITY",
        "gates": [Gate.QUALIFICATION],
        "granted_on": days_ago(5),
        "granted_by": "Qualification Working Group",
        "reason": "Assessment booked",
    } | fields
    return grant_waiver(actor=reviewer(), service=route.service, scope=route, **asked)

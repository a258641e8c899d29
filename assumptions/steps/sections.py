"""Sections of the Qualification Assessment Document: which of them this SDS does not have to answer (I14)."""

from __future__ import annotations

from assumptions.facts import Section
from assumptions.outcome import Case


def is_released(section: Section, case: Case) -> bool:
    """The section is for route kinds of which the SDS has no route on the day."""
    kinds = {route.kind for route in case.facts.routes}
    return bool(section.route_kinds) and kinds.isdisjoint(section.route_kinds)

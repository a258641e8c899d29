"""Completions of the Smart Data Service role: whether they cover all of it (I15), against which baseline."""

from __future__ import annotations

from assumptions.details import PitCompletion, QtCompletion, SitCompletion
from assumptions.facts import Evidence
from assumptions.outcome import Case, condition
from assumptions.vocabulary import Coverage


@condition(
    "It covers the whole role",
    fails="does not cover the whole role",
    do="hand in a completion that covers the role in its entirety",
)
def says_whole_role(item: Evidence, _case: Case) -> bool:
    """The completion itself claims the whole role (A198, A199, A200)."""
    details = item.details
    if not isinstance(details, PitCompletion | SitCompletion | QtCompletion):
        raise TypeError(f"{item.id} is no completion that covers a role")
    return details.coverage is Coverage.WHOLE_ROLE


@condition(
    "Every route was declared when it was handed in",
    fails="was handed in before a route was declared",
    do="show the whole role again, with every route",
)
def came_after_every_route(item: Evidence, case: Case) -> bool:
    """A completion can't have covered a route that was declared after it was handed in (I15)."""
    return all(route.declared_on <= item.submitted_on for route in case.facts.routes)


WHOLE_ROLE = (says_whole_role, came_after_every_route)


@condition(
    "It is against a design baseline of the programme’s",
    fails="is not against a design baseline that the programme accepts",
    do="show the role against the programme’s design baseline",
)
def against_the_baseline(item: Evidence, case: Case) -> bool:
    """The completion names one of the design baselines that the programme accepts (A199)."""
    details = item.details
    if not isinstance(details, PitCompletion | SitCompletion):
        raise TypeError(f"{item.id} is no completion with a design baseline")
    return details.design_baseline in case.facts.facts.programme.design_baselines

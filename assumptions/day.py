"""What the rules can see on one day. An event dated on the day counts on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from assumptions.facts import Decision, Evidence, Facts, Route, Section, SignOff, Waiver
from assumptions.vocabulary import (
    DecisionOutcome,
    EvidenceKind,
    FilingPlace,
    Gate,
    ItemState,
    RouteKind,
    SectionStatus,
)


def counts_on(day: date, *, since: date, withdrawn_on: date | None) -> bool:
    """Whether what can be withdrawn counts: from its first day on, and no longer from its withdrawal on."""
    return since <= day and (withdrawn_on is None or withdrawn_on > day)


def is_there(route: Route, day: date) -> bool:
    return counts_on(day, since=route.declared_on, withdrawn_on=route.withdrawn_on)


def is_in_force(waiver: Waiver, day: date) -> bool:
    """A waiver counts from its grant to its last day, both included."""
    return waiver.granted_on <= day and (waiver.expires_on is None or waiver.expires_on >= day)


def last_decision(item: Evidence, day: date) -> Decision | None:
    """The decision that stands: the last in the document dated on or before the day."""
    return next((decision for decision in reversed(item.decisions) if decision.on <= day), None)


def state_on(item: Evidence, day: date) -> ItemState:
    """The item's state: absent, then rejected, then expired, then what the last decision says."""
    if not counts_on(day, since=item.submitted_on, withdrawn_on=item.withdrawn_on):
        return ItemState.ABSENT
    decision = last_decision(item, day)
    if decision is not None and decision.outcome is DecisionOutcome.REJECTED:
        return ItemState.REJECTED
    if item.expires_on is not None and item.expires_on < day:
        return ItemState.EXPIRED
    return ItemState.IN_REVIEW if decision is None else _state_decided(decision, day)


def _state_decided(decision: Decision, day: date) -> ItemState:
    if decision.outcome is DecisionOutcome.QUERIED:
        return ItemState.QUERIED
    if decision.until is not None and decision.until < day:
        return ItemState.EXPIRED
    return ItemState.ACCEPTED


def section_status_on(section: Section, day: date) -> SectionStatus | None:
    """The section's last status dated on or before the day; None when it was not started."""
    return next((entry.status for entry in reversed(section.history) if entry.on <= day), None)


class FactsOnDay:
    """One facts document seen on one day: its routes, items, filings, sections and waivers of that day."""

    def __init__(self, facts: Facts, day: date) -> None:
        self.facts = facts
        self.day = day
        self.routes: Sequence[Route] = [route for route in facts.routes if is_there(route, day)]
        self._states: dict[str, ItemState] = {}
        self._papers: dict[tuple[EvidenceKind, str | None], list[Evidence]] = defaultdict(list)
        self._waivers = [waiver for waiver in facts.waivers if is_in_force(waiver, day)]
        for item in facts.evidence:
            self._look_at(item)

    def _look_at(self, item: Evidence) -> None:
        state = state_on(item, self.day)
        if state is ItemState.ABSENT:
            return
        self._states[item.id] = state
        for route in item.routes or (None,):
            self._papers[item.kind, route].append(item)

    def routes_of(self, kind: RouteKind | None) -> Sequence[Route]:
        """The routes there, in document order; all of them for None."""
        return self.routes if kind is None else [route for route in self.routes if route.kind is kind]

    def papers(self, kind: EvidenceKind, route: Route | None) -> Sequence[Evidence]:
        """The items of a kind that are not absent, of a route or (None) of the service, in document order."""
        return self._papers.get((kind, None if route is None else route.id), ())

    def state(self, item: Evidence) -> ItemState:
        """The state of an item that is not absent."""
        return self._states[item.id]

    def accepted(self, kind: EvidenceKind, route: Route | None) -> list[Evidence]:
        """The items of a kind that are accepted on the day, in document order."""
        return [item for item in self.papers(kind, route) if self.state(item) is ItemState.ACCEPTED]

    def in_document_order(self, ids: set[str]) -> tuple[Evidence, ...]:
        """The items with these ids, each once, as the document lists them."""
        return tuple(item for item in self.facts.evidence if item.id in ids)

    def is_filed(self, item: Evidence, place: FilingPlace) -> bool:
        """Whether a filing of the item in that place is in force."""
        return any(
            filing.place is place and counts_on(self.day, since=filing.on, withdrawn_on=filing.withdrawn_on)
            for filing in item.filings
        )

    def decided_on(self, item: Evidence) -> date:
        """The day of the decision that stands, or of handing in where there is none."""
        decision = last_decision(item, self.day)
        return item.submitted_on if decision is None else decision.on

    def section_status(self, section: Section) -> SectionStatus | None:
        """The section's state on the day; None when it was not started."""
        return section_status_on(section, self.day)

    def sign_off(self) -> SignOff | None:
        """The director's signature that counts: the latest on or before the day."""
        return next((entry for entry in reversed(self.facts.sign_offs) if entry.on <= self.day), None)

    def waiver(self, requirement: str, scope: str | None, gate: Gate) -> Waiver | None:
        """The waiver in force; of several the one that holds longest, then the first in the document."""
        held = [
            waiver
            for waiver in self._waivers
            if waiver.requirement == requirement and waiver.scope == scope and gate in waiver.gates
        ]
        return max(held, key=lambda waiver: waiver.expires_on or date.max, default=None)

"""The verdict of a gate, and how long it holds by the facts already known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from assumptions.day import FactsOnDay
from assumptions.facts import Evidence, Facts
from assumptions.findings import Finding, findings_at
from assumptions.vocabulary import Gate, Status, Verdict, applicable_gates

ONE_DAY = timedelta(days=1)
STOPPING = frozenset(
    {Status.OUTSTANDING, Status.REJECTED, Status.EXPIRED, Status.INSUFFICIENT, Status.QUERIED}
)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """The verdict of an applicable gate: the worst that its blocking findings say. Advice changes nothing."""
    seen: set[Status] = set()
    for finding in findings:
        if finding.blocking:
            if finding.status in STOPPING:
                return Verdict.NOT_READY
            seen.add(finding.status)
    if Status.IN_REVIEW in seen:
        return Verdict.IN_REVIEW
    return Verdict.READY_WITH_WAIVERS if Status.WAIVED in seen else Verdict.READY


def applies(gate: Gate, facts: Facts) -> bool:
    return gate in applicable_gates(facts.service.participation)


def holds_until(verdicts: Mapping[Gate, Verdict], facts: Facts, day: date) -> dict[Gate, date | None]:
    """For each of the applicable gates, given with its verdict on the day: the last day that it stays so.

    None where no fact already known changes it. Between two days on which something takes effect nothing
    can change, so only those are looked at.
    """
    ends: dict[Gate, date | None] = dict.fromkeys(verdicts)
    waiting = dict(verdicts)
    for next_day in sorted(each for each in days_of_effect(facts) if each > day):
        view = FactsOnDay(facts, next_day)
        changed = [gate for gate in waiting if verdict_of(findings_at(gate, view)) is not waiting[gate]]
        for gate in changed:
            ends[gate] = next_day - ONE_DAY
            del waiting[gate]
        if not waiting:
            break
    return ends


def days_of_effect(facts: Facts) -> set[date]:
    """Every day on which a fact of the document begins or ceases to count for a verdict."""
    days = _days_of_routes_and_qad(facts)
    for item in facts.evidence:
        days.update(_days_of(item))
    for waiver in facts.waivers:
        days.add(waiver.granted_on)
        days.update(_day_after(waiver.expires_on))
    return days


def _days_of_routes_and_qad(facts: Facts) -> set[date]:
    days = {entry.on for section in facts.sections for entry in section.history}
    days.update(sign_off.on for sign_off in facts.sign_offs)
    days.update(route.declared_on for route in facts.routes)
    days.update(route.withdrawn_on for route in facts.routes if route.withdrawn_on)
    return days


def _days_of(item: Evidence) -> Iterator[date]:
    yield item.submitted_on
    if item.withdrawn_on:
        yield item.withdrawn_on
    yield from _day_after(item.expires_on)
    for decision in item.decisions:
        yield decision.on
        yield from _day_after(decision.until)
    for filing in item.filings:
        yield filing.on
        if filing.withdrawn_on:
            yield filing.withdrawn_on


def _day_after(last: date | None) -> Iterator[date]:
    if last is not None:
        yield last + ONE_DAY

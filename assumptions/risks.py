"""The programme's risks R548, R549 and R550 for one Smart Data Service (I13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from assumptions.day import FactsOnDay
from assumptions.facts import Facts
from assumptions.findings import Finding, findings_of
from assumptions.vocabulary import Gate, Participation, Risk, RiskState, RouteKind, Status, applicable_gates

ONE_DAY = timedelta(days=1)
BEST_FIRST = {state: place for place, state in enumerate(RiskState)}


def risks_on(facts: FactsOnDay) -> dict[Risk, RiskState]:
    """The state of each risk on the day."""
    return {
        Risk.R548: routes_not_clear(facts),
        Risk.R549: mdr_not_in_time(facts),
        Risk.R550: pit_not_in_time(facts),
    }


def routes_not_clear(facts: FactsOnDay) -> RiskState:
    """R548: closed once permitted routes are declared; materialised when the first gate's date has come."""
    first = applicable_gates(facts.facts.service.participation)[0]
    asked = ("SDS.ROUTE_DECLARED", "A198.ROUTE_PERMITTED")
    findings = [finding for requirement in asked for finding in findings_of(requirement, first, facts)]
    if all(finding.status is Status.MET for finding in findings):
        return RiskState.CLOSED
    due = gate_date(facts.facts, first)
    return RiskState.MATERIALISED if due is not None and due <= facts.day else RiskState.OPEN


def mdr_not_in_time(facts: FactsOnDay) -> RiskState:
    """R549: SEC accession before CIT and UEPT before SIT Functional, on a SIT participant's MDR routes."""
    if not _is_sit_with(RouteKind.MDR, facts):
        return RiskState.NOT_APPLICABLE
    findings = [
        *findings_of("A094.SEC_ACCESSION", Gate.SIT_CIT, facts),
        *findings_of("A094.UEPT", Gate.SIT_FUNCTIONAL, facts),
    ]
    return _worst(finding for finding in findings if finding.case.route.kind is RouteKind.MDR)


def pit_not_in_time(facts: FactsOnDay) -> RiskState:
    """R550: DBT and PIT before CIT, for a SIT participant that collects with Supplier User Roles."""
    if not _is_sit_with(RouteKind.SUPPLIER_ROLES, facts):
        return RiskState.NOT_APPLICABLE
    asked = ("PIT.DBT_COMPLETE", "PIT.COMPLETE", "A199.PIT_WHOLE_ROLE")
    return _worst(
        finding for requirement in asked for finding in findings_of(requirement, Gate.SIT_CIT, facts)
    )


def _is_sit_with(kind: RouteKind, facts: FactsOnDay) -> bool:
    return facts.facts.service.participation is Participation.SIT and bool(facts.routes_of(kind))


def _worst(findings: Iterable[Finding]) -> RiskState:
    states = (exposure(finding) for finding in findings)
    return max(states, key=BEST_FIRST.__getitem__, default=RiskState.CLOSED)


def exposure(finding: Finding) -> RiskState:
    """One finding's share in its risk: closed unless it is unmet at a gate not passed yet."""
    facts = finding.case.facts
    if finding.is_settled or passed_on(finding.gate, facts) is not None:
        return RiskState.CLOSED
    due = gate_date(facts.facts, finding.gate)
    if due is None:
        return RiskState.OPEN
    if due <= facts.day:
        return RiskState.MATERIALISED
    return RiskState.AT_RISK if facts.day + time_needed(finding) > due else RiskState.OPEN


def time_needed(finding: Finding) -> timedelta:
    """The lead time (calendar days) of the paper that is missing; none once it waits for a reviewer."""
    paper = finding.requirement.paper
    if paper is None or finding.status is Status.IN_REVIEW:
        return timedelta(0)
    return timedelta(days=finding.case.facts.facts.programme.lead_times.get(paper, 0))


def gate_date(facts: Facts, gate: Gate) -> date | None:
    """When the gate is due: the service's own date, else the programme's."""
    return facts.service.gate_dates.get(gate) or facts.programme.gate_dates.get(gate)


def days_of_risk(facts: Facts) -> Iterator[date]:
    """Every day on which a risk can change though no dated event does: by a gate's date, or a lead time."""
    needed = {timedelta(days=days) for days in facts.programme.lead_times.values()}
    dates = (gate_date(facts, gate) for gate in Gate)
    for due in filter(None, dates):
        yield due
        yield from (due - each + ONE_DAY for each in needed)


def passed_on(gate: Gate, facts: FactsOnDay) -> date | None:
    """The day on which the gate was passed, if that has come (I16)."""
    day = facts.facts.service.gates_passed.get(gate)
    return day if day is not None and day <= facts.day else None

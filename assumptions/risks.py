"""The programme's risks R548 to R550 for one Smart Data Service (I13), and what each rests on in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assumptions.day import FactsOnDay
from assumptions.facts import Facts
from assumptions.findings import Finding, findings_of
from assumptions.sentences import in_full
from assumptions.vocabulary import Gate, Participation, Risk, RiskState, RouteKind, Status, applicable_gates

ONE_DAY = timedelta(days=1)
BEST_FIRST = {state: place for place, state in enumerate(RiskState)}
# The kind of route that a SIT participant runs the risk with, and what is to be done before which gate.
OF_ROUTES = {Risk.R549: RouteKind.MDR, Risk.R550: RouteKind.SUPPLIER_ROLES}
WATCHED: dict[Risk, tuple[tuple[str, Gate | None], ...]] = {
    Risk.R548: (("SDS.ROUTE_DECLARED", None), ("A198.ROUTE_PERMITTED", None)),
    Risk.R549: (("A094.SEC_ACCESSION", Gate.SIT_CIT), ("A094.UEPT", Gate.SIT_FUNCTIONAL)),
    Risk.R550: (
        ("PIT.DBT_COMPLETE", Gate.SIT_CIT),
        ("PIT.COMPLETE", Gate.SIT_CIT),
        ("A199.PIT_WHOLE_ROLE", Gate.SIT_CIT),
    ),
}


@dataclass(frozen=True, slots=True)
class Exposure:
    """One finding's share in a risk."""

    finding: Finding
    state: RiskState

    @property
    def due_on(self) -> date | None:
        return gate_date(self.finding.case.facts.facts, self.finding.gate)

    @property
    def in_words(self) -> str:
        """What stands in the way, and by when: a sentence without a name at its beginning."""
        return f"{self.finding.requirement.title}: {self.finding.status.label.lower()}. {self._by_when}"

    @property
    def _by_when(self) -> str:
        gate, due, day = self.finding.gate.label, self.due_on, self.finding.case.facts.day
        if due is None:
            return f"{gate} has no date yet."
        if self.state is RiskState.MATERIALISED:
            return f"{gate} is due today." if due == day else f"{gate} was due on {in_full(due)}."
        if self.state is RiskState.AT_RISK:
            needed = time_needed(self.finding)
            ends = in_full(day + needed)
            return f"{needed.days} days’ lead time from today is {ends}, after {gate} on {in_full(due)}."
        return f"{gate} is due on {in_full(due)}."


def risks_on(facts: FactsOnDay) -> dict[Risk, RiskState]:
    """The state of each risk on the day: the worst of its exposures."""
    return {risk: _state(risk, facts) for risk in Risk}


def _state(risk: Risk, facts: FactsOnDay) -> RiskState:
    if not is_run(risk, facts):
        return RiskState.NOT_APPLICABLE
    states = (exposure.state for exposure in exposures(risk, facts))
    return max(states, key=BEST_FIRST.__getitem__, default=RiskState.CLOSED)


def is_run(risk: Risk, facts: FactsOnDay) -> bool:
    """R548 everybody runs; the others SIT participants with such a route."""
    if risk is Risk.R548:
        return True
    return facts.facts.service.participation is Participation.SIT and bool(facts.routes_of(OF_ROUTES[risk]))


def exposures(risk: Risk, facts: FactsOnDay) -> list[Exposure]:
    """What the risk rests on where it is run; what is closed stands there too."""
    first = applicable_gates(facts.facts.service.participation)[0]
    found = [
        finding
        for requirement, gate in WATCHED[risk]
        for finding in findings_of(requirement, gate or first, facts)
    ]
    if risk is Risk.R548:
        return [Exposure(finding, clarity(finding)) for finding in found]
    if risk is Risk.R549:
        found = [finding for finding in found if finding.case.route.kind is RouteKind.MDR]
    return [Exposure(finding, exposure(finding)) for finding in found]


def clarity(finding: Finding) -> RiskState:
    """R548: closed once permitted routes are declared; materialised when the first gate's date has come."""
    if finding.status is Status.MET:
        return RiskState.CLOSED
    facts = finding.case.facts
    due = gate_date(facts.facts, finding.gate)
    return RiskState.MATERIALISED if due is not None and due <= facts.day else RiskState.OPEN


def exposure(finding: Finding) -> RiskState:
    """One finding's share in R549 or R550: closed unless it is unmet at a gate not passed yet."""
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

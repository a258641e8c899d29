"""From which day a check of Elexon's waits for somebody, and why from that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assumptions import Finding
from assumptions.vocabulary import EvidenceKind, Gate
from parties.models import CollectionRoute
from parties.working_days import working_days_between
from readiness.standing import Standing


@dataclass(frozen=True, slots=True)
class Since:
    """``because`` ends the words "since that day, when ..."."""

    on: date
    age: int
    because: str


def waiting_since(standing: Standing, route: CollectionRoute, check: Finding) -> Since:
    """Since the last check, if that did not confirm it; else since there is a paper on the same ground to be
    checked; else since the route was declared."""
    checks = _handed_in(standing, check)
    papers = [each for other in on_the_same_ground(standing, check) for each in _handed_in(standing, other)]
    on, because = route.declared_on, "the route was declared"
    if checks:
        on, because = max(on for on, _ in checks), "the last check was made"
    elif papers:
        on, kind = min(papers)
        because = f"its {kind.label} was handed in"
    return Since(on, working_days_between(on, standing.as_of), because)


def on_the_same_ground(standing: Standing, check: Finding) -> list[Finding]:
    """The findings on the same route that rest on the same assumption."""
    if standing.evaluation is None:
        return []
    return [
        finding
        for finding in standing.evaluation.gates[Gate.QUALIFICATION].findings
        if finding.scope == check.scope and check.sources[0] in finding.sources and finding is not check
    ]


def _handed_in(standing: Standing, finding: Finding) -> list[tuple[date, EvidenceKind]]:
    return [
        (date.fromisoformat(each["submitted_on"]), EvidenceKind(each["kind"]))
        for each in standing.document["evidence"]
        if each["id"] in finding.evidence
    ]

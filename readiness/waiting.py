"""Since when somebody waits on a finding, or how long what it asks for takes: beside each next step."""

from __future__ import annotations

from datetime import date, timedelta

from assumptions import Finding
from assumptions.facts import Section
from assumptions.risks import gate_date
from assumptions.sentences import MONTHS
from assumptions.vocabulary import Status
from parties.working_days import working_days_between

NO_PAPER_YET = frozenset({Status.OUTSTANDING, Status.EXPIRED, Status.REJECTED, Status.INSUFFICIENT})


def when(finding: Finding, *, with_gate: bool = True) -> str:
    """How long it has waited, since when it is queried, or the lead time of the paper that is missing.

    Without the gate, nothing tells how near its date is.
    """
    day = finding.case.facts.day
    since = _since(finding)
    if finding.status is Status.IN_REVIEW and since:
        number = working_days_between(since, day)
        return f"waits {number} day{'' if number == 1 else 's'}" if number else "came today"
    if finding.status is Status.QUERIED and since:
        return f"since {short(since, beside=day)}"
    return _lead_time(finding, day, with_gate=with_gate) if finding.status in NO_PAPER_YET else ""


def short(shown: date, *, beside: date) -> str:
    words = f"{shown.day} {MONTHS[shown.month - 1][:3]}"
    return words if shown.year == beside.year else f"{words} {shown.year}"


def _since(finding: Finding) -> date | None:
    """The day of the decision that stands, or of handing in; a section's last change."""
    facts, subject = finding.case.facts, finding.case.subject
    if isinstance(subject, Section):
        return max((entry.on for entry in subject.history if entry.on <= facts.day), default=None)
    return max((facts.decided_on(item) for item in finding.outcome.evidence), default=None)


def _lead_time(finding: Finding, day: date, *, with_gate: bool) -> str:
    facts, paper = finding.case.facts.facts, finding.requirement.paper
    lead = facts.programme.lead_times.get(paper, 0) if paper else 0
    if not lead:
        return ""
    due = gate_date(facts, finding.gate) if with_gate else None
    too_late = due is not None and due >= day and day + timedelta(days=lead) > due
    return f"lead time {lead} days{', more than is left' if too_late else ''}"

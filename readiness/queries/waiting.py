"""Who is waiting for whom: open findings by who acts next, and for how many working days so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from assumptions import Finding
from assumptions.day import last_decision
from assumptions.facts import Evidence, Route, Section
from assumptions.vocabulary import EvidenceKind, Status
from parties.models import SmartDataService
from parties.working_days import working_days_between
from readiness.next_steps import Actor, actor
from readiness.standing import Standing

BANDS = ((5, "up to 5"), (10, "6 to 10"), (20, "11 to 20"), (None, "over 20"))
BAND_NAMES = tuple(name for _, name in BANDS)
WIDE_ENOUGH = 5  # percent of the chart, for a number in a bar
PLURALS = {
    Actor.PROVIDER: "Providers",
    Actor.REVIEWER: "Programme reviewers",
    Actor.CODE_BODY: "Code Bodies",
    Actor.ELEXON: "Elexon",
}
IN_A_SENTENCE = {
    Actor.PROVIDER: "providers",
    Actor.REVIEWER: "programme reviewers",
    Actor.CODE_BODY: "Code Bodies",
    Actor.ELEXON: "Elexon",
}


@dataclass(frozen=True, slots=True)
class Open:
    """An open finding, once however many gates it stops; ``age`` is None where no day is known."""

    service: SmartDataService
    title: str
    age: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One band of one row, in percent of the longest row."""

    band: int
    number: int
    left: float
    width: float

    @property
    def has_room(self) -> bool:
        return self.width >= WIDE_ENOUGH

    @property
    def text_at(self) -> float:
        return round(self.left + 0.8, 2)


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for one sort of people; ``bars`` are drawn on the scale of ``widest``."""

    who: Actor
    found: tuple[Open, ...]
    widest: int

    @property
    def name(self) -> str:
        return PLURALS[self.who]

    @property
    def ages(self) -> list[int]:
        return [one.age for one in self.found if one.age is not None]

    @property
    def median(self) -> int | None:
        return round(median(self.ages)) if self.ages else None

    @property
    def longest(self) -> Open | None:
        dated = (one for one in self.found if one.age is not None)
        return max(dated, key=lambda one: one.age or 0, default=None)

    @property
    def numbers(self) -> list[int]:
        """How many in each band."""
        return [sum(band_of(age) == band for age in self.ages) for band in range(len(BANDS))]

    @property
    def bars(self) -> list[Bar]:
        bars, so_far = [], 0
        for band, number in enumerate(self.numbers):
            left, width = 100 * so_far / self.widest, 100 * number / self.widest
            bars += [Bar(band + 1, number, round(left, 2), round(width, 2))] if number else []
            so_far += number
        return bars


@dataclass(frozen=True, slots=True)
class WaitingChart:
    desks: tuple[Desk, ...]

    @property
    def size(self) -> int:
        return sum(len(desk.found) for desk in self.desks)

    @property
    def undated(self) -> int:
        return self.size - sum(len(desk.ages) for desk in self.desks)

    @property
    def in_words(self) -> str:
        if not self.size:
            return "No finding is open."
        said = f"{self.size} finding{' is' if self.size == 1 else 's are'} open."
        most = max(self.desks, key=lambda desk: len(desk.found))
        said += f" Most wait for {IN_A_SENTENCE[most.who]}, {len(most.found)}"
        timed = [(desk.median, desk) for desk in self.desks if desk.median is not None]
        if len(timed) < 2:
            return f"{said}."
        days, slowest = max(timed, key=lambda each: each[0])
        return f"{said}; the typical wait is longest for {IN_A_SENTENCE[slowest.who]}, {days} working days."


def waiting_chart(stand: Iterable[Standing]) -> WaitingChart:
    by_actor: dict[Actor, list[Open]] = {who: [] for who in Actor}
    for standing in stand:
        for finding in open_findings(standing):
            by_actor[actor(finding)].append(_open(standing, finding))
    widest = max(len(found) for found in by_actor.values()) or 1
    desks = (Desk(who, tuple(found), widest) for who, found in by_actor.items() if found)
    return WaitingChart(tuple(desks))


def open_findings(standing: Standing) -> Iterator[Finding]:
    """What blocks gates that are not passed, each requirement and scope once."""
    if standing.evaluation is None:
        return
    seen = set()
    for result in standing.evaluation.gates.values():
        for finding in result.open if result.passed_on is None else ():
            alike = (finding.requirement.id, finding.scope, finding.owner)
            if alike not in seen:
                seen.add(alike)
                yield finding


def _open(standing: Standing, finding: Finding) -> Open:
    since = waits_since(finding)
    subject = finding.case.subject
    title = f"QAD section {subject.id}" if isinstance(subject, Section) else finding.requirement.title
    age = None if since is None else max(working_days_between(since, standing.as_of), 0)
    return Open(standing.service, title, age)


def waits_since(finding: Finding) -> date | None:
    """Since when it is somebody's turn: by its papers, else its section, else its route or the first."""
    facts, subject = finding.case.facts, finding.case.subject
    if isinstance(subject, Section):
        days = [entry.on for entry in subject.history if entry.on <= facts.day]
        if days:
            return days[-1]
    papers = finding.outcome.evidence
    if papers and finding.status is Status.IN_REVIEW:
        return min(paper.submitted_on for paper in papers)
    if papers:
        return max(_last_event(paper, facts.day) for paper in papers)
    if isinstance(subject, Route):
        confirmed = facts.accepted(EvidenceKind.UEP_CONFIRMATION, subject)
        if finding.requirement.paper is EvidenceKind.UEP_CHECK and confirmed:
            return min(facts.decided_on(paper) for paper in confirmed)
        return subject.declared_on
    return min((route.declared_on for route in facts.routes), default=None)


def _last_event(paper: Evidence, day: date) -> date:
    """The day on which a paper was handed in, decided or ran out, whichever came last."""
    decision = last_decision(paper, day)
    ran_out = [paper.expires_on, decision.until if decision else None]
    ends = [last + timedelta(days=1) for last in ran_out if last and last < day]
    return max([paper.submitted_on, *([decision.on] if decision else []), *ends])


def band_of(age: int) -> int:
    return next(number for number, (last, _) in enumerate(BANDS) if last is None or age <= last)

"""Findings beside the rows that they speak of: in words, with their papers, who acts and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.urls import reverse

from assumptions import Finding
from assumptions.facts import Section
from assumptions.vocabulary import ItemState, Scope, Status
from evidence.models import EvidenceItem, QadSection, Use
from journal import clock
from parties.models import CollectionRoute, Person
from readiness.facts import PREFETCHED_ROUTES
from readiness.plain_words import route_name
from readiness.queries.next_steps import Step, where_to
from readiness.queries.sight import sight_of
from readiness.standing import Standing
from readiness.waiting import when

FOLDED = frozenset({Status.MET, Status.NOT_REQUIRED})


@dataclass(frozen=True, slots=True)
class Paper:
    """A piece of evidence under its id in this SDS."""

    local_id: str
    item: EvidenceItem
    state: ItemState
    since: date


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as a page shows it. ``subject`` names its route or section; ``quoted`` is its reviewer's;
    ``when`` is how long its step waits or takes, ``to`` the page where it is opened.
    """

    finding: Finding
    title: str
    subject: str
    reason: str
    papers: tuple[Paper, ...]
    quoted: str
    step: Step | None
    when: str
    to: str

    @property
    def is_open(self) -> bool:
        return self.finding.blocking and not self.finding.is_settled

    @property
    def is_folded(self) -> bool:
        return self.finding.status in FOLDED


class Reader:
    """Reads findings of one standing, for one person, from rows that were all fetched before."""

    def __init__(self, standing: Standing, person: Person) -> None:
        self.standing, self.person = standing, person
        service = standing.service
        # A result that was kept comes without these; where they are there, this asks nothing.
        self.sight = sight_of(person, service)
        prefetch_related_objects([service], PREFETCHED_ROUTES)
        self.uses = self.sight.uses
        self.routes = {route.local_id: route for route in service.routes.all()}

    @cached_property
    def sections(self) -> dict[str, QadSection]:
        service = self.standing.service
        prefetch_related_objects([service], "qad_sections")
        return {section.local_id: section for section in service.qad_sections.all()}

    def sees(self, finding: Finding) -> bool:
        """Whether the finding is the person's to see: a collector's are those on its own routes."""
        route = self._route(finding)
        return self.sight.sees_service or (
            route is not None and route.collector_id == self.person.organisation_id
        )

    def name_of_scope(self, finding: Finding) -> str:
        route = self._route(finding)
        return route_name(route) if route else f"QAD section {finding.scope}" if finding.scope else ""

    def address_of(self, finding: Finding) -> str:
        """The page where a finding is opened, of the same day."""
        if finding.requirement.scope is Scope.SECTION and finding.scope:
            return finding_address(self.standing, finding, self.sections[finding.scope])
        return finding_address(self.standing, finding, self._route(finding))

    def _route(self, finding: Finding) -> CollectionRoute | None:
        return self.routes.get(finding.scope or "") if finding.requirement.scope is Scope.ROUTE else None

    def read(self, finding: Finding) -> Found:
        uses = [self.uses[local_id] for local_id in finding.evidence]
        facts, step = finding.case.facts, self._step(finding, uses)
        return Found(
            finding=finding,
            title=_title(finding),
            subject=self._subject(finding),
            reason=self.sight.reason(finding),
            papers=tuple(
                Paper(item.id, use.item, facts.state(item), facts.decided_on(item))
                for item, use in zip(finding.outcome.evidence, uses, strict=True)
                if self.sight.sees(use.item)
            ),
            quoted="" if self.sight.keeps_back(finding) else self._quoted(finding, uses),
            step=step,
            when=when(finding, with_gate=self.sight.sees_service) if step else "",
            to=self.address_of(finding),
        )

    def _step(self, finding: Finding, uses: list[Use]) -> Step | None:
        """What the person may read of the next step, and where it is done."""
        says = self.sight.step(finding)
        if says is None:
            return None
        service = self.standing.service
        return Step(says, where_to(finding, uses, self._route_id(finding), service, self.person))

    def _subject(self, finding: Finding) -> str:
        route = self._route(finding)
        return f"Route {route.position + 1}" if route else finding.scope or ""

    def _route_id(self, finding: Finding) -> str:
        asks_a_route = finding.requirement.scope is Scope.ROUTE and finding.scope
        return str(self.routes[finding.scope].pk) if asks_a_route and finding.scope else ""

    def _quoted(self, finding: Finding, uses: list[Use]) -> str:
        """The words of who queried or rejected, where the finding waits for an answer to them."""
        if finding.status not in {Status.QUERIED, Status.REJECTED}:
            return ""
        day = self.standing.as_of
        if isinstance(finding.case.subject, Section):
            prefetch_related_objects(list(self.sections.values()), "history")
            history = self.sections[finding.case.subject.id].history.all()
            return next((entry.note for entry in reversed(history) if entry.on <= day), "")
        prefetch_related_objects([use.item for use in self.uses.values()], "decisions")
        decisions = list(uses[-1].item.decisions.all()) if uses else []
        return next((decision.reason for decision in reversed(decisions) if decision.on <= day), "")


def finding_address(standing: Standing, finding: Finding, scope: CollectionRoute | QadSection | None) -> str:
    """The page where a finding is opened, of the same day."""
    args = [standing.service.pk, finding.gate.value, finding.requirement.id, *([scope.pk] if scope else [])]
    day = standing.as_of
    asked = "" if day == clock.today() else f"?as_of={day.isoformat()}"
    return f"{reverse('readiness:finding', args=args)}{asked}"


def _title(finding: Finding) -> str:
    subject = finding.case.subject
    if isinstance(subject, Section):
        return f"QAD section {subject.id}, {subject.title}"
    return finding.requirement.title

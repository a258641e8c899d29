"""Waivers and work-off plans: which there are, which are about to end, and what could be waived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from assumptions import REQUIREMENTS, Finding, Requirement
from assumptions.vocabulary import Gate, Status
from evidence.models import QadSection
from evidence.queries import services_shown_to
from parties.models import CollectionRoute, Person, SmartDataService
from parties.working_days import add_working_days, working_days_between
from readiness.effects import gates_in_words
from readiness.models import Waiver, WaiverState
from readiness.plain_words import route_name
from readiness.standing import Standing

SOON = 20  # working days


@dataclass(frozen=True, slots=True)
class WaiverRow:
    waiver: Waiver
    day: date

    @property
    def requirement(self) -> str:
        return REQUIREMENTS[self.waiver.requirement].title

    @property
    def sources(self) -> tuple[str, ...]:
        return REQUIREMENTS[self.waiver.requirement].sources

    @property
    def scope(self) -> str:
        return scope_name(self.waiver.route or self.waiver.section)

    @property
    def gates(self) -> str:
        return gates_in_words(Gate(gate) for gate in self.waiver.gates)

    @property
    def state(self) -> WaiverState:
        return state_on(self.waiver, self.day)

    @property
    def days_left(self) -> int | None:
        """Working days to its last day; None where it has none, or has ended."""
        last = self.waiver.expires_on
        return working_days_between(self.day, last) if last and last >= self.day else None


def state_on(waiver: Waiver, day: date) -> WaiverState:
    if waiver.expires_on is not None and waiver.expires_on < day:
        return WaiverState.ENDED
    if waiver.granted_on > day:
        return WaiverState.TO_COME
    soon = waiver.expires_on is not None and waiver.expires_on <= add_working_days(day, SOON)
    return WaiverState.ENDING if soon else WaiverState.IN_FORCE


def waivers_seen_by(person: Person, day: date) -> QuerySet[Waiver]:
    """The waivers of the SDSs that a person may see: what ends first at the top, what has ended last."""
    rows = Waiver.objects.filter(service__in=services_shown_to(person))
    rows = rows.select_related("service__provider", "route", "section", "recorded_by")
    ended = Case(When(expires_on__lt=day, then=1), default=0)
    return rows.order_by(ended, F("expires_on").asc(nulls_last=True), "service__name", "position")


def in_state(rows: QuerySet[Waiver], state: WaiverState, day: date) -> QuerySet[Waiver]:
    ended = Q(expires_on__lt=day)
    soon = Q(expires_on__gte=day, expires_on__lte=add_working_days(day, SOON))
    match state:
        case WaiverState.ENDED:
            return rows.filter(ended)
        case WaiverState.TO_COME:
            return rows.exclude(ended).filter(granted_on__gt=day)
        case WaiverState.ENDING:
            return rows.filter(soon, granted_on__lte=day)
        case _:
            return rows.exclude(ended).filter(granted_on__lte=day)


def waivers_about_to_end(person: Person, day: date) -> list[WaiverRow]:
    """What ends within 20 working days, of what a person may see."""
    rows = in_state(waivers_seen_by(person, day), WaiverState.ENDING, day)
    return [WaiverRow(waiver, day) for waiver in rows]


def ending_soon(service: SmartDataService, day: date) -> list[WaiverRow]:
    """Those of one SDS."""
    rows = (WaiverRow(waiver, day) for waiver in service.waivers.select_related("route", "section"))
    return [row for row in rows if row.state is WaiverState.ENDING]


@dataclass(frozen=True, slots=True)
class Waivable:
    """A requirement with its scope, as it stands today; ``gates`` are those at which it can be set aside."""

    service: SmartDataService
    requirement: Requirement
    scope: CollectionRoute | QadSection | None
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        return self.requirement.title

    @property
    def sources(self) -> tuple[str, ...]:
        return self.requirement.sources

    @property
    def subject(self) -> str:
        return scope_name(self.scope)

    @property
    def scope_id(self) -> str | None:
        return self.scope.local_id if self.scope else None

    @property
    def gates(self) -> list[Gate]:
        return [finding.gate for finding in self.findings]

    @property
    def unmet(self) -> list[Gate]:
        return [finding.gate for finding in self.findings if not finding.is_settled]

    @property
    def status(self) -> Status:
        """How it stands where it is unmet, else where it blocks last."""
        open_ones = [finding for finding in self.findings if not finding.is_settled]
        return (open_ones or list(self.findings))[-1].status

    @property
    def stops(self) -> str:
        return gates_in_words(self.unmet)

    @property
    def to(self) -> str:
        """Where it is granted."""
        asked = {"requirement": self.requirement.id, "scope": self.scope_id or ""}
        return f"{reverse('readiness:grant_waiver', args=[self.service.pk])}?{urlencode(asked)}"


def waivable(standing: Standing) -> list[Waivable]:
    """All that can be waived for an SDS, what is unmet first, then in the rules' order."""
    if standing.evaluation is None:
        return []
    found: dict[tuple[str, str | None], list[Finding]] = {}
    for result in standing.evaluation.gates.values():
        for finding in result.findings:
            if finding.blocking and finding.requirement.waivable:
                found.setdefault((finding.requirement.id, finding.scope), []).append(finding)
    scopes = _scopes(standing.service)
    choices = [
        Waivable(standing.service, REQUIREMENTS[name], scopes.get(scope), tuple(findings))
        for (name, scope), findings in found.items()
    ]
    place = {name: number for number, name in enumerate(REQUIREMENTS)}
    return sorted(choices, key=lambda choice: (not choice.unmet, place[choice.requirement.id]))


def find_waivable(choices: Iterable[Waivable], requirement: str, scope: str) -> Waivable | None:
    return next(
        (each for each in choices if (each.requirement.id, each.scope_id or "") == (requirement, scope)), None
    )


def _scopes(service: SmartDataService) -> dict[str | None, CollectionRoute | QadSection]:
    """Routes and sections by their ids in the document; a service's findings have none."""
    routes: dict[str | None, CollectionRoute | QadSection] = {
        route.local_id: route for route in service.routes.all()
    }
    return routes | {section.local_id: section for section in service.qad_sections.all()}


def scope_name(scope: CollectionRoute | QadSection | None) -> str:
    """Route 1, MDR; QAD section s1; The service."""
    if isinstance(scope, CollectionRoute):
        return route_name(scope)
    return f"QAD section {scope.local_id}, {scope.title}" if scope else "The service"

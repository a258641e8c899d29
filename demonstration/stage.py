"""What is there so far while the demonstration is loaded, by the names that the scenario uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from demonstration.calendar import Calendar
from demonstration.scenario.terms import Paper, Sds
from evidence.models import Consent, EvidenceItem, QadSection, Recipient
from parties.models import CollectionRoute, Organisation, Person, SmartDataService
from readiness.models import Waiver


@dataclass(slots=True)
class Stage:
    """Rows by e-mail address, name, slug, reference; routes and sections by slug and key;
    waivers by slug, requirement and day.

    ``members`` says by slug who acts for a service, ``papers`` are all that will be handed in, and
    ``stored`` the files written so far.
    """

    calendar: Calendar
    administrator: Person
    members: dict[str, str]
    papers: dict[str, tuple[Sds, Paper]]
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    services: dict[str, SmartDataService] = field(default_factory=dict)
    routes: dict[tuple[str, str], CollectionRoute] = field(default_factory=dict)
    sections: dict[tuple[str, str], QadSection] = field(default_factory=dict)
    waivers: dict[tuple[str, str, date], Waiver] = field(default_factory=dict)
    consents: dict[tuple[str, Recipient], Consent] = field(default_factory=dict)
    items: dict[str, EvidenceItem] = field(default_factory=dict)
    stored: list[str] = field(default_factory=list)

    def member_of(self, slug: str) -> Person:
        """Who acts for the provider of a service."""
        return self.people[self.members[slug]]


@dataclass(frozen=True, slots=True)
class Step:
    """One action on one day of the scenario."""

    on: date
    take: Callable[[Stage], object]

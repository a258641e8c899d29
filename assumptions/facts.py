"""The facts document as Python sees it once it has been found valid (format ``qualtrack-facts/1``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assumptions.details import NoDetails
from assumptions.vocabulary import (
    DccRole,
    DecisionOutcome,
    EvidenceKind,
    FilingPlace,
    Gate,
    Participation,
    PartyCategory,
    RouteKind,
    SectionStatus,
    ServiceRole,
    WaiverKind,
)

FORMAT = "qualtrack-facts/1"

D = TypeVar("D", bound=NoDetails)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What the programme accepts and when its gates are due; lead times are whole calendar days."""

    design_baselines: tuple[str, ...]
    mdr_scenario_versions: tuple[str, ...]
    gate_dates: Mapping[Gate, date]
    lead_times: Mapping[EvidenceKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    id: str
    name: str
    provider: str
    role: ServiceRole
    participation: Participation
    gate_dates: Mapping[Gate, date]
    gates_passed: Mapping[Gate, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """The organisation that retrieves the data over the DCC, as it was when the route was declared."""

    name: str
    category: PartyCategory
    dcc_roles: tuple[DccRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A collection route; the last two fields are those of a route with Supplier User Roles only."""

    id: str
    kind: RouteKind
    declared_on: date
    withdrawn_on: date | None
    collector: Collector
    roles_used: tuple[DccRole, ...] = ()
    own_customers_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    on: date
    outcome: DecisionOutcome
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    place: FilingPlace
    on: date
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    id: str
    kind: EvidenceKind
    routes: tuple[str, ...]
    submitted_on: date
    withdrawn_on: date | None
    expires_on: date | None
    decisions: tuple[Decision, ...]
    filings: tuple[Filing, ...]
    details: NoDetails

    def read(self, details: type[D]) -> D:
        """The details as those of the kind that is asked for; TypeError when the item is of another kind."""
        if not isinstance(self.details, details):
            raise TypeError(f"{self.id} is a {self.kind.label} and has no {details.__name__} details")
        return self.details


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEntry:
    on: date
    status: SectionStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the Qualification Assessment Document, with its local key as id."""

    id: str
    title: str
    route_kinds: tuple[RouteKind, ...]
    history: tuple[SectionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    on: date
    signatory: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A governance group's decision, or a work-off plan (I8); ``scope`` is a route's or section's id."""

    id: str
    kind: WaiverKind
    requirement: str
    scope: str | None
    gates: tuple[Gate, ...]
    granted_on: date
    expires_on: date | None
    granted_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules know of one Smart Data Service."""

    as_of: date
    programme: Programme
    service: Service
    routes: tuple[Route, ...]
    evidence: tuple[Evidence, ...]
    sections: tuple[Section, ...]
    sign_offs: tuple[SignOff, ...]
    waivers: tuple[Waiver, ...]

"""The words in which the demonstration is written: what happens to whom on which day.

Days are those of a calendar in which the demonstration is loaded on ``FIXED_DAY``, working days all of them.
A day inside a text is written ``{2025-05-16}``, so that it moves with all the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from assumptions.vocabulary import (
    DccRole,
    EvidenceKind,
    Gate,
    Participation,
    PartyCategory,
    RouteKind,
    SectionStatus,
    ServiceRole,
    WaiverKind,
)
from parties.models import Role

FIXED_DAY = date(2025, 5, 14)


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who can sign in; a member of a party names its organisation, and may administer it."""

    email: str
    name: str
    role: Role
    organisation: str = ""
    administers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the programme accepts and asks, from a day on."""

    on: date
    design_baselines: tuple[str, ...]
    mdr_scenario_versions: tuple[str, ...]
    gate_dates: Mapping[Gate, date]
    lead_times: Mapping[EvidenceKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """``key`` is the id that the route will get in its document: mdr-1, ises-1."""

    key: str
    kind: RouteKind
    on: date
    collector: str
    category: PartyCategory
    dcc_roles: tuple[DccRole, ...] = ()
    roles_used: tuple[DccRole, ...] = ()
    own_customers_only: bool = True
    withdrawn_on: date | None = None


class Deed(StrEnum):
    """What can become of a paper once it is handed in."""

    ACCEPT = "accept"
    QUERY = "query"
    REJECT = "reject"
    FILE_IN_PIT = "file_in_pit"
    FILE_IN_QAD = "file_in_qad"
    USE = "use"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Turn:
    """A step after the handing in; all but the day belongs to some deeds only."""

    deed: Deed
    on: date
    reason: str = ""
    until: date | None = None
    section: str = ""
    service: str = ""
    routes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, or one of Elexon's checks, under the reference that it bears itself.

    ``shows`` is the reference of another paper where that one's file was handed in; ``by`` the address of
    who hands it in, where that is not the provider's member. ``is_a`` is the sort of its file, where that is
    not the usual one of its kind.
    """

    kind: EvidenceKind
    reference: str
    on: date
    routes: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    then: tuple[Turn, ...] = ()
    expires_on: date | None = None
    shows: str = ""
    by: str = ""
    is_a: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    status: SectionStatus
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    history: tuple[Entry, ...] = ()
    route_kinds: tuple[RouteKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """``scope`` is the key of a route or a section, or empty; ``ended`` the day on which it was cut short."""

    requirement: str
    scope: str
    gates: tuple[Gate, ...]
    on: date
    until: date
    granted_by: str
    reason: str
    kind: WaiverKind = WaiverKind.WAIVER
    ended: tuple[date, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sds:
    """A Smart Data Service and all that happened to it; ``member`` is the address of who acts for it.

    ``shared_with_provider`` says when who of a collector let the provider see its papers.
    """

    slug: str
    name: str
    provider: str
    member: str
    participation: Participation
    on: date
    routes: tuple[Route, ...] = ()
    papers: tuple[Paper, ...] = ()
    qad_opened_on: date | None = None
    sections: tuple[Section, ...] = ()
    signed: tuple[tuple[date, str], ...] = ()
    waivers: tuple[Waived, ...] = ()
    gate_dates: Mapping[Gate, date] = field(default_factory=dict)
    gates_passed: Mapping[Gate, date] = field(default_factory=dict)
    shared_with_qwg_on: date | None = None
    no_longer_shared_on: date | None = None
    shared_with_provider: tuple[tuple[date, str], ...] = ()
    role: ServiceRole = ServiceRole.SDS

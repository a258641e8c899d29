"""What keeps the programme: its settings in words, and who changed them, when and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from assumptions.vocabulary import EvidenceKind, Gate
from journal.models import Entry
from parties.models import Programme
from readiness.facts import programme_part
from readiness.settings_words import settings_values
from readiness.timeline_words import Value


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, each gate and each kind in the rules' order."""

    gate_dates: tuple[tuple[Gate, date | None], ...]
    lead_times: tuple[tuple[EvidenceKind, int], ...]
    design_baselines: Sequence[str]
    mdr_scenario_versions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """Who set what to what, when and why."""

    at: datetime
    who: str
    values: tuple[Value, ...]
    why: str


def the_programme() -> Programme:
    """The programme's one row; where there is none yet, as if nothing were set."""
    return Programme.objects.first() or Programme()


def settings_in_force(programme: Programme) -> Settings:
    part: Mapping[str, Any] = programme_part(programme)
    dates, leads = part["gate_dates"], part["lead_times"]
    return Settings(
        tuple((gate, date.fromisoformat(dates[gate]) if gate in dates else None) for gate in Gate),
        tuple((kind, leads[kind]) for kind in EvidenceKind if kind in leads),
        part["design_baselines"],
        part["mdr_scenario_versions"],
    )


def settings_entries() -> QuerySet[Entry]:
    """The changes of the settings, newest first."""
    return Entry.objects.filter(action="change_programme").order_by("-position")


def changes_told(entries: Sequence[Entry]) -> list[Changed]:
    return [
        Changed(entry.at, entry.actor_label, tuple(settings_values(entry.old, entry.new)), entry.why)
        for entry in entries
    ]

"""Where an SDS stood, read from a snapshot: what the report, the index and the list of gaps share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from assumptions import read_facts
from assumptions.day import FactsOnDay, state_on
from assumptions.facts import Decision, Evidence, Facts, Route
from assumptions.vocabulary import FilingPlace, Gate, ItemState, Scope, Status, Verdict
from packs.snapshot import Snapshot
from readiness.next_steps import Actor, NextStep


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as the snapshot has it, with its wording."""

    gate: Gate
    requirement: str
    title: str
    scope: str | None
    status: Status
    blocking: bool
    evidence: tuple[str, ...]
    reason: str
    sources: tuple[str, ...]
    step: NextStep | None
    is_of_a_section: bool

    @property
    def is_settled(self) -> bool:
        return self.status.is_settled

    @property
    def is_open(self) -> bool:
        """Whether it blocks, and somebody has to act."""
        return self.blocking and not self.is_settled


class Stood:
    """One snapshot, read with the rules' own types."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.facts: Facts = read_facts(snapshot["facts"])
        self.as_of: date = self.facts.as_of
        self.day = FactsOnDay(self.facts, self.as_of)

    @cached_property
    def items(self) -> dict[str, Evidence]:
        return {item.id: item for item in self.facts.evidence}

    @cached_property
    def route_names(self) -> dict[str, str]:
        """Each route that is there on the day, numbered in document order."""
        return {
            route.id: f"Route {number}, {route.kind.label}, {route.collector.name}"
            for number, route in enumerate(self.day.routes, 1)
        }

    @cached_property
    def gates(self) -> list[Gate]:
        """The gates that are asked of this participant."""
        return [gate for gate in Gate if self.verdict(gate) is not Verdict.NOT_APPLICABLE]

    def verdict(self, gate: Gate) -> Verdict:
        return Verdict(self.snapshot["result"]["gates"][gate]["verdict"])

    def day_at(self, gate: Gate, what: str) -> date | None:
        """The gate's ``passed_on`` or ``holds_until``."""
        written = self.snapshot["result"]["gates"][gate][what]
        return date.fromisoformat(written) if written else None

    def due(self, gate: Gate) -> date | None:
        """The gate's date: the SDS's own, else the programme's."""
        return self.facts.service.gate_dates.get(gate) or self.facts.programme.gate_dates.get(gate)

    def found(self, gate: Gate) -> list[Found]:
        """The findings of a gate, in the result's order."""
        listed = self.snapshot["result"]["gates"][gate]["findings"]
        return [
            self._found(gate, one, step)
            for one, step in zip(listed, self.snapshot["next_steps"][gate], strict=True)
        ]

    def _found(self, gate: Gate, one: dict[str, Any], step: dict[str, str] | None) -> Found:
        wording = self.snapshot["requirements"][one["requirement"]]
        return Found(
            gate=gate,
            requirement=one["requirement"],
            title=wording["title"],
            scope=one["scope"],
            status=Status(one["status"]),
            blocking=one["blocking"],
            evidence=tuple(one["evidence"]),
            reason=one["reason"],
            sources=tuple(one["sources"]),
            step=NextStep(Actor(step["who"]), step["do"], step["about"]) if step else None,
            is_of_a_section=wording["scope"] == Scope.SECTION,
        )

    def who_acts(self, found: Found) -> str:
        """The one who acts next, by name where the document names it; empty where nobody has to."""
        return found.step.who.named(self.facts.service.provider) if found.step else ""

    def scope_name(self, scope: str | None) -> str:
        """A finding's or a waiver's scope in words."""
        if scope is None:
            return "The service as a whole"
        sections = {
            section.id: f"QAD section {section.id}, {section.title}" for section in self.facts.sections
        }
        return self.route_names.get(scope) or sections.get(scope) or f"Route {scope}, not there on the day"

    def route_name(self, route_id: str) -> str:
        """Short, as in a row of the register: Route 1."""
        return self.route_names.get(route_id, f"Route {route_id}").split(",")[0]

    def route_states(self) -> Iterator[tuple[Route, str]]:
        """Every route of the document with its name on the day, or what it is instead."""
        for route in self.facts.routes:
            yield route, self.route_names.get(route.id, "Not there on the day").split(",")[0]

    def state(self, item: Evidence) -> ItemState:
        return state_on(item, self.as_of)

    def decision(self, item: Evidence) -> tuple[Decision, dict[str, Any]] | None:
        """The decision that stands on the day, with its reason and author."""
        return next(reversed(self.decisions(item)), None)

    def decisions(self, item: Evidence) -> list[tuple[Decision, dict[str, Any]]]:
        """Each decision of an item with its reason and author, up to the day."""
        register = self.snapshot["register"][item.id]
        pairs = zip(item.decisions, register["decisions"], strict=True)
        return [(one, more) for one, more in pairs if one.on <= self.as_of]

    def details(self, item: Evidence) -> dict[str, Any]:
        """What the item's details say, as its document has them."""
        documents = self.snapshot["facts"]["evidence"]
        return next(one["details"] for one in documents if one["id"] == item.id)

    def held_by(self, item: Evidence) -> str:
        """Whose the item is, where its contents are not shared with whoever asked; else empty."""
        whose: str = self.snapshot.get("withheld", {}).get(item.id, "")
        return whose

    def files(self, item: Evidence) -> list[dict[str, Any]]:
        files: list[dict[str, Any]] = self.snapshot["register"][item.id]["files"]
        return files

    def filed(self, item: Evidence, place: FilingPlace) -> list[str | None]:
        """Where in that place the item is filed on the day: section ids, None for the place as a whole."""
        sections = self.snapshot["register"][item.id]["sections"]
        return [
            section
            for filing, section in zip(item.filings, sections, strict=True)
            if filing.place is place
            and filing.on <= self.as_of
            and (filing.withdrawn_on is None or filing.withdrawn_on > self.as_of)
        ]

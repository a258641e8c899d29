"""A rule: a declarative head, put on the function that decides by the decorator ``requirement``."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

from assumptions.day import FactsOnDay
from assumptions.facts import Route, Section
from assumptions.outcome import Case, Outcome
from assumptions.vocabulary import EvidenceKind, Gate, Owner, Participation, RouteKind, Scope


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a rule declares of itself.

    ``next_step`` is an order to the one who acts. ``route_kind`` and ``participation`` narrow whom it is
    asked of (None: everybody). A gate in neither ``blocks`` nor ``advises`` does not ask it. ``paper`` is the
    kind of evidence that it asks for, if it asks for one.
    """

    id: str
    title: str
    next_step: str
    sources: tuple[str, ...]
    scope: Scope
    route_kind: RouteKind | None = None
    participation: Participation | None = None
    owner: Owner = Owner.PROVIDER
    paper: EvidenceKind | None = None
    blocks: tuple[Gate, ...] = ()
    advises: tuple[Gate, ...] = ()
    waivable: bool = False

    def __call__(self, decide: Callable[[Case], Outcome]) -> Requirement:
        """Makes the decorated function a requirement; its docstring is the rule in our words."""
        head = {field.name: getattr(self, field.name) for field in fields(self)}
        return Requirement(**head, decide=decide, text=inspect.cleandoc(decide.__doc__ or ""))


requirement = Head


@dataclass(frozen=True, kw_only=True, eq=False)
class Requirement(Head):
    """A rule of the deck: its head, the function that decides, and the rule in our words."""

    decide: Callable[[Case], Outcome]
    text: str

    def is_asked_at(self, gate: Gate, participation: Participation) -> bool:
        return (gate in self.blocks or gate in self.advises) and self.participation in (None, participation)

    def subjects(self, facts: FactsOnDay) -> Sequence[Route | Section | None]:
        """What it is asked of on the day, in document order; None stands for the service itself."""
        if self.scope is Scope.ROUTE:
            return facts.routes_of(self.route_kind)
        return facts.facts.sections if self.scope is Scope.SECTION else (None,)

    @property
    def applies_to(self) -> str:
        """Whom it is asked of, in words."""
        kind = f"each {self.route_kind.label} route" if self.route_kind else self.scope.label
        return kind if self.participation is None else f"{kind} of a {self.participation.label}"

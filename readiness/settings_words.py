"""What a change of settings, an SDS or a route says, in words: each thing with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assumptions.sentences import in_full
from assumptions.vocabulary import EvidenceKind, Gate
from parties.models import CollectionRoute
from readiness.timeline_words import LABELS, Value, in_words

LISTS = ("design_baselines", "mdr_scenario_versions")
NONE = "none"


def settings_values(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Value]:
    """What differs between two ``programme`` parts, or what a journal entry kept of them."""
    return [*_lists(old, new), *_dates(old, new), *_lead_times(old, new)]


def _lists(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Value]:
    for name in LISTS:
        was, becomes = old.get(name) or [], new.get(name) or []
        if was != becomes:
            yield Value(LABELS[name], in_words("", was) if was else "", in_words("", becomes))


def _dates(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Value]:
    for gate, was, becomes in _by_key("gate_dates", Gate, old, new):
        yield Value(f"{gate.label} on", _day(was) if was else "", _day(becomes))


def _lead_times(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Value]:
    for kind, was, becomes in _by_key("lead_times", EvidenceKind, old, new):
        yield Value(f"Lead time of {kind.label}", "" if was is None else _days(was), _days(becomes))


def _by_key(part: str, terms: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Any]:
    was, becomes = old.get(part) or {}, new.get(part) or {}
    for term in terms:
        if was.get(term) != becomes.get(term):
            yield term, was.get(term), becomes.get(term)


def _day(written: str | None) -> str:
    return in_full(date.fromisoformat(written)) if written else NONE


def _days(number: int | None) -> str:
    if number is None:
        return NONE
    return "1 day" if number == 1 else f"{number:,} days"


def values_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Value]:
    """What differs between two sets of values that the timeline has words for."""
    names = [name for name in LABELS if name in new and old.get(name) != new[name]]
    return [Value(LABELS[name], in_words(name, old.get(name)), in_words(name, new[name])) for name in names]


def route_values(route: CollectionRoute) -> list[Value]:
    """What is declared of a route."""
    told = [
        ("Kind", route.get_kind_display()),
        ("Collector", f"{route.collector} ({route.get_collector_category_display()})"),
        ("DCC User Roles that it holds", in_words("", route.collector_dcc_roles)),
    ]
    if route.own_customers_only is not None:
        told += [
            ("User Roles that the route uses", in_words("", route.roles_used)),
            ("Own customers only", "Yes" if route.own_customers_only else "No"),
        ]
    told.append(("Declared on", in_full(route.declared_on)))
    return [Value(label, "", new) for label, new in told]

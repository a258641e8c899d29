"""Facts as a document again: whole and in one form, so that equal facts make equal documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from assumptions.details import NoDetails
from assumptions.facts import FORMAT, Facts, Route
from assumptions.vocabulary import RouteKind

SUPPLIER_ROLES_ONLY = ("roles_used", "own_customers_only")


def as_document(facts: Facts) -> dict[str, Any]:
    """The facts document with every default written out, but for details left out, which mean something."""
    return {
        "format": FORMAT,
        "as_of": facts.as_of.isoformat(),
        "programme": _plain(facts.programme),
        "service": _plain(facts.service),
        "routes": [_plain(route) for route in facts.routes],
        "evidence": [_plain(item) for item in facts.evidence],
        "qad": {"sections": _plain(facts.sections), "sign_offs": _plain(facts.sign_offs)},
        "waivers": [_plain(waiver) for waiver in facts.waivers],
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {name: _plain(part) for name, part in _named_parts(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _named_parts(value: Any) -> list[tuple[str, Any]]:
    parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, NoDetails):
        return [(name, part) for name, part in parts if part is not None]
    if isinstance(value, Route) and value.kind is RouteKind.MDR:
        return [(name, part) for name, part in parts if name not in SUPPLIER_ROLES_ONLY]
    return parts

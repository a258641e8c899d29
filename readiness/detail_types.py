"""The details of an evidence kind as its class declares them: what is to be asked and how it is read back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from assumptions.details import DETAILS
from assumptions.vocabulary import EvidenceKind, Term


@dataclass(frozen=True, slots=True)
class DetailType:
    """One detail: its type, and whether it is a list of that."""

    name: str
    type: type[Any]
    several: bool

    @property
    def is_a_term(self) -> bool:
        return issubclass(self.type, Term)


@cache
def detail_types(kind: EvidenceKind) -> tuple[DetailType, ...]:
    """The details that a kind has, in order."""
    declared = get_type_hints(DETAILS[kind])
    return tuple(_read(detail.name, declared[detail.name]) for detail in fields(DETAILS[kind]))


def _read(name: str, declared: Any) -> DetailType:
    if get_origin(declared) is UnionType:
        declared = next(choice for choice in get_args(declared) if choice is not type(None))
    if get_origin(declared) is tuple:
        return DetailType(name, get_args(declared)[0], several=True)
    return DetailType(name, declared, several=False)

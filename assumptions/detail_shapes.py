"""Reading the details of an evidence item by the types that its kind declares in ``details``."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from assumptions.details import DETAILS, NoDetails
from assumptions.keys import Keys
from assumptions.problems import Found, Place, Problem
from assumptions.values import Reader, day, list_of, one_of, text, truth
from assumptions.vocabulary import EvidenceKind

PLAIN: dict[Any, Reader[Any]] = {str: text, bool: truth, date: day}


def details_of(kind: EvidenceKind) -> Reader[NoDetails]:
    """The details of a kind; all may be left out, none may be null."""

    def read(value: Any, place: Place) -> NoDetails:
        keys = Keys(value, place)
        readers = detail_readers(kind)
        found = {detail: keys.take(detail, reader, default=None) for detail, reader in readers.items()}
        keys.close()
        return DETAILS[kind](**found)

    return read


def detail_problems(kind: EvidenceKind, details: Any) -> tuple[Problem, ...]:
    """All that is wrong with the details of an item, with paths from the details on (``$.user_role``)."""
    found = Found()
    details_of(kind)(details, Place("$", found))
    return found.all()


@cache
def detail_readers(kind: EvidenceKind) -> dict[str, Reader[Any]]:
    """The reader of each detail of a kind, by its declared type."""
    types = get_type_hints(DETAILS[kind])
    return {detail.name: _reader_for(types[detail.name]) for detail in fields(DETAILS[kind])}


def _reader_for(declared: Any) -> Reader[Any]:
    if get_origin(declared) is UnionType:
        declared = next(choice for choice in get_args(declared) if choice is not type(None))
    if get_origin(declared) is tuple:
        return list_of(_reader_for(get_args(declared)[0]))
    return PLAIN.get(declared) or one_of(declared)

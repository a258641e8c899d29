"""From JSON text or parsed JSON to facts that the rules can rely on, or all that is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, NoReturn, TypeVar

from assumptions import shape
from assumptions.consistency import check
from assumptions.facts import Facts
from assumptions.problems import Found, InvalidFacts, Place, Problem

T = TypeVar("T")


def read_facts(document: Mapping[str, Any]) -> Facts:
    """The facts of a parsed document; InvalidFacts with every problem that could be found."""
    found = Found()
    facts = shape.facts(document, Place("$", found))
    if not found.shape:
        check(facts, Place("$", found))
    if found.shape or found.rest:
        raise InvalidFacts(found.all())
    return each_name_once(facts)


def parse_facts(written: str | bytes) -> Facts:
    """The facts of a document as JSON text (UTF-8); InvalidFacts, at ``$`` where the text is not JSON."""
    return read_facts(parse(written))


def parse(written: str | bytes) -> Any:
    """JSON text as Python sees it; InvalidFacts at ``$`` where it is not JSON."""
    try:
        text = written.decode("utf-8") if isinstance(written, bytes) else written
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise _not_json("it is nested too deeply") from None
    except ValueError as problem:
        raise _not_json(str(problem)) from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON number")


def _not_json(why: str) -> InvalidFacts:
    return InvalidFacts((Problem("$", f"Give JSON text in UTF-8; this can't be read as such: {why}."),))


def each_name_once(value: T) -> T:
    """The same facts, where an entry repeated in a list of names counts once."""
    if isinstance(value, tuple):
        if all(isinstance(entry, str) for entry in value):
            return tuple(dict.fromkeys(value))  # type: ignore[return-value]
        return tuple(map(each_name_once, value))  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: each_name_once(getattr(value, field.name)) for field in fields(value)}
        return replace(value, **changes)
    return value

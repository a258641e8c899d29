"""Where two facts documents differ, in paths that a reader of the journal can follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ABSENT = "(not there)"

Difference = tuple[str, Any, Any]


def differences(old: Any, new: Any, path: str = "$") -> Iterator[Difference]:
    """Each place where they differ, with the old and the new value.

    Entries of a list that have ids are found again by them (``$.evidence[EV-3].expires_on``), so that one
    that came, went or moved is told as that and not as a change of all the others.
    """
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *(key for key in new if key not in old)]:
            yield from differences(old.get(key, ABSENT), new.get(key, ABSENT), f"{path}.{key}")
    elif _has_ids(old) and _has_ids(new):
        yield from _by_id(old, new, path)
    elif old != new:
        yield path, old, new


def _has_ids(part: Any) -> bool:
    return isinstance(part, list) and all(isinstance(entry, dict) and "id" in entry for entry in part)


def _by_id(old: list[Any], new: list[Any], path: str) -> Iterator[Difference]:
    before, after = ({entry["id"]: entry for entry in entries} for entries in (old, new))
    for identity in [*before, *(identity for identity in after if identity not in before)]:
        place = f"{path}[{identity}]"
        yield from differences(before.get(identity, ABSENT), after.get(identity, ABSENT), place)
    kept = [identity for identity in before if identity in after]
    if kept != [identity for identity in after if identity in before]:
        yield f"{path} in order", list(before), list(after)

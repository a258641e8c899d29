"""What a QAD evidence pack holds, worked out from the snapshot alone: accepted files, index rows and gaps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from assumptions.facts import Evidence
from assumptions.sentences import in_full
from assumptions.vocabulary import FilingPlace, Gate, ItemState
from packs.stood import Stood

NOT_FILED = "not-filed-in-qad"
UNSECTIONED = "qad/unsectioned"
NAME, TITLE = 60, 30  # characters kept, so that unpacked paths stay short enough for every system


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of the pack: a section of the QAD, the QAD as a whole, or neither."""

    folder: str
    section: str
    title: str


@dataclass(frozen=True, slots=True)
class Carried:
    """One file at one path; an item filed under two sections is carried twice. No ``path``: not carried."""

    item: Evidence
    place: Place
    path: str
    file: dict[str, Any]


def carried(stood: Stood) -> list[Carried]:
    """Each accepted item under each QAD section that it is filed in, with its files, section by section."""
    places = {None: Place(UNSECTIONED, "", "Filed in the QAD under no section"), **_sections(stood)}
    loose = Place(NOT_FILED, "", "Accepted, not filed in the QAD")
    accepted = [item for item in stood.facts.evidence if stood.state(item) is ItemState.ACCEPTED]
    by_place: dict[Place, list[Evidence]] = {place: [] for place in (*_in_order(places), loose)}
    for item in accepted:
        filed = dict.fromkeys(stood.filed(item, FilingPlace.QAD))
        for place in [places[section] for section in filed] or [loose]:
            by_place[place].append(item)
    taken: set[str] = set()
    return [
        Carried(item, place, _path(place, item, file, taken) if _is_held(file) else "", file)
        for place, items in by_place.items()
        for item in items
        for file in stood.files(item) or [{}]
    ]


def _is_held(file: dict[str, Any]) -> bool:
    return bool(file) and "erased_on" not in file


def _sections(stood: Stood) -> dict[str | None, Place]:
    return {
        section.id: Place(
            f"qad/{number:02d}-{section.id}-{safe_name(section.title, TITLE)}".rstrip("-."),
            section.id,
            section.title,
        )
        for number, section in enumerate(stood.facts.sections, 1)
    }


def _in_order(places: dict[str | None, Place]) -> Iterator[Place]:
    """The sections as the QAD has them, then the QAD as a whole."""
    yield from (place for section, place in places.items() if section is not None)
    yield places[None]


def _path(place: Place, item: Evidence, file: dict[str, Any], taken: set[str]) -> str:
    name = PurePosixPath(safe_name(file["name"], NAME))
    path, number = f"{place.folder}/{item.id}-{name}", 2
    while path.lower() in taken:
        path, number = f"{place.folder}/{item.id}-{name.stem}-{number}{name.suffix}", number + 1
    taken.add(path.lower())
    return path


def safe_name(text: str, longest: int) -> str:
    """A file's name that every system takes: plain letters, digits and . _ -; its suffix stays."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    ending = re.search(r"\.[A-Za-z0-9]{1,9}$", plain)
    suffix = ending[0] if ending else ""
    return (_words(plain.removesuffix(suffix))[: longest - len(suffix)].strip("-.") or "file") + suffix


def _words(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._]+", "-", text).strip("-.")


INDEX_HEAD = (
    *("QAD section", "Section title", "Item", "What it is", "For", "Handed in", "Accepted", "Accepted until"),
    *("Remark", "Path", "Bytes", "SHA-256"),
)


def index_rows(stood: Stood, files: list[Carried]) -> Iterator[list[str]]:
    for one in files:
        item, decision = one.item, stood.decision(one.item)
        yield [
            one.place.section,
            one.place.title,
            item.id,
            item.kind.label,
            served(stood, item),
            item.submitted_on.isoformat(),
            decision[0].on.isoformat() if decision else "",
            decision[0].until.isoformat() if decision and decision[0].until else "",
            decision[1]["reason"] if decision else "",
            one.path or _why_no_document(stood, one),
            str(one.file.get("size", "")),
            one.file.get("sha256", ""),
        ]


def _why_no_document(stood: Stood, one: Carried) -> str:
    if "erased_on" in one.file:
        return f"erased on {in_full(date.fromisoformat(one.file['erased_on']))}"
    whose = stood.held_by(one.item)
    return f"held by {whose}, not shared" if whose else "no document held"


GAPS_HEAD = ("Gap", "What it is", "For", "State", "Who acts", "Why", "Citation or item")


def gap_rows(stood: Stood) -> Iterator[list[str]]:
    """What still blocks Qualification, then every item that is not accepted and so not carried."""
    for found in stood.found(Gate.QUALIFICATION):
        if found.is_open:
            yield [
                "Requirement",
                found.title,
                stood.scope_name(found.scope),
                found.status.label,
                stood.who_acts(found),
                found.reason,
                ", ".join(found.sources),
            ]
    for item in stood.facts.evidence:
        state = stood.state(item)
        if state not in (ItemState.ACCEPTED, ItemState.ABSENT):
            yield [
                *("Item not carried", item.kind.label, served(stood, item), state.label, ""),
                why_not_carried(stood, item),
                item.id,
            ]


def why_not_carried(stood: Stood, item: Evidence) -> str:
    decision, state = stood.decision(item), stood.state(item)
    if state is ItemState.EXPIRED:
        last_days = (item.expires_on, decision[0].until if decision else None)
        return f"Ran out on {in_full(min(day for day in last_days if day))}."
    if decision is None:
        return f"Handed in on {in_full(item.submitted_on)}; not decided by {in_full(stood.as_of)}."
    return f"{state.label} on {in_full(decision[0].on)}. {decision[1]['reason']}".strip()


def served(stood: Stood, item: Evidence) -> str:
    """What the item is for: routes by their short names, or the service."""
    return ", ".join(stood.route_name(route) for route in item.routes) or "The service"

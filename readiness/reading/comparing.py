"""What the party says of a paper beside what the paper says itself, with a number for each quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from assumptions.vocabulary import Term
from evidence.models import EvidenceItem
from evidence.previewing import Preview
from evidence.shown import Mark
from readiness.detail_types import DetailType, detail_types
from readiness.plain_words import DETAIL_WORDS, detail_rows, in_words
from readiness.reading.paper import EXPIRES, Found, details_read, looks_like, named, signs_in, stated

LONG_ENOUGH = 5  # letters of a name's first word that tell it from other words


class Agreement(Term):
    """What a comparison found."""

    SAME = "same", "same"
    CLOSE = "close", "close"
    DIFFERS = "differs", "differs"
    NOT_FOUND = "not_found", "not found in the text"
    NOT_ASKED = "not_asked", "not asked for"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field: what the party gave, the words of the paper, and whether they agree."""

    field: str
    given: str
    agreement: Agreement
    found: Found | None = None
    reads: str = ""
    number: int = 0


def compared(item: EvidenceItem, preview: Preview) -> list[Compared]:
    """A row for each field, numbered where the paper has something to quote."""
    rows: list[Compared] = []
    for row in _rows(item, preview):
        number = 1 + sum(1 for each in rows if each.number)
        rows.append(replace(row, number=number) if row.found else row)
    return rows


def marks_of(rows: list[Compared]) -> tuple[Mark, ...]:
    return tuple(Mark(row.number, row.found.page, row.found.line) for row in rows if row.found)


def _rows(item: EvidenceItem, preview: Preview) -> Iterator[Compared]:
    yield _kind(item, preview)
    yield _party(item, preview)
    read = details_read(preview, item.kind_term)
    labels = dict(detail_rows(item.kind_term, item.details))
    for detail in detail_types(item.kind_term):
        label = DETAIL_WORDS[detail.name].label
        yield _detail(item, detail, read.get(detail.name), preview, Compared(label, labels[label], _NONE))
    yield from _own_words(item, preview, read.get(EXPIRES))


_NONE = Agreement.NOT_FOUND


def _kind(item: EvidenceItem, preview: Preview) -> Compared:
    given = item.kind_term.label[:1].upper() + item.kind_term.label[1:]
    if sign := signs_in(preview).get(item.kind_term):
        return Compared("Kind", given, Agreement.SAME, sign)
    if other := looks_like(preview, item.kind_term):
        return Compared("Kind", given, Agreement.DIFFERS, other[1], f"reads like: {other[0].label}")
    return Compared("Kind", given, _NONE)


def _party(item: EvidenceItem, preview: Preview) -> Compared:
    name = item.about.name
    if place := named(preview, name):
        return Compared("Party", name, Agreement.SAME, place)
    first = name.split()[0]
    if len(first) >= LONG_ENOUGH and (place := named(preview, first)):
        return Compared("Party", name, Agreement.CLOSE, place)
    return Compared("Party", name, _NONE)


def _detail(
    item: EvidenceItem, detail: DetailType, read: Found | None, preview: Preview, row: Compared
) -> Compared:
    given = item.details.get(detail.name)
    if read is None:
        place = named(preview, str(given)) if isinstance(given, str) and not detail.is_a_term else None
        return replace(row, agreement=Agreement.SAME, found=place) if place else row
    if _alike(given, read.value):
        return replace(row, agreement=Agreement.SAME, found=read)
    reads = (
        "" if isinstance(read.value, str) and read.value == read.line.text else in_words(detail, read.value)
    )
    return replace(row, agreement=Agreement.DIFFERS, found=read, reads=reads)


def _alike(given: Any, read: Any) -> bool:
    if isinstance(given, list | tuple) and isinstance(read, list):
        return set(given) == set(read)
    if isinstance(given, str) and isinstance(read, str):
        return _plainly(given) == _plainly(read)
    return bool(given == read)


def _plainly(text: str) -> str:
    """Without case, spaces and the word version."""
    return "".join(word for word in text.casefold().split() if word not in {"version", "v"})


def _own_words(item: EvidenceItem, preview: Preview, expires: Found | None) -> Iterator[Compared]:
    """What the register does not ask for and the paper says, and until when it is valid."""
    if item.expires_on or expires:
        given = f"{item.expires_on:%-d %B %Y}" if item.expires_on else "Not given"
        same = item.expires_on and expires and item.expires_on.isoformat() == expires.value
        found = Agreement.DIFFERS if expires else _NONE
        yield Compared("Valid until", given, Agreement.SAME if same else found, expires)
    for name, label in (("reference", "Reference"), ("issued_on", "Issued on")):
        if place := stated(preview, name):
            yield Compared(label, "", Agreement.NOT_ASKED, place)

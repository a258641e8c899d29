"""Reading a paper: the kind that its words are a sign of, and its details where they are labelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

from assumptions.vocabulary import DccRole, EvidenceKind, Term
from evidence.previewing import Line, Preview
from readiness.detail_types import DetailType, detail_types
from readiness.reading.days import day_in
from readiness.reading.terms import terms_in

K = EvidenceKind
EXPIRES = "expires_on"
TOP = 8  # lines in which a paper says what it is
LONGEST = 80  # letters of a value
YES, NO = re.compile(r"^\W*(yes|done|sent)\b", re.IGNORECASE), re.compile(r"^\W*(no|not)\b", re.IGNORECASE)

# Words that stand in papers of a kind and, so near their top, in those of no other.
SIGNS: Mapping[EvidenceKind, str] = {
    K.SEC_ACCESSION: r"letter on accession|acce(de|ssion) to the (smart energy code|sec)\b|sec accession",
    K.SECURITY_ASSESSMENT: r"security assessment",
    K.DCC_CONNECTION: r"dcc (gateway )?connection",
    K.DCC_ADAPTER: r"dcc adapter",
    K.UEPT_CERTIFICATE: r"user entry process test(s|ing)?\b|uept (completion )?certificate",
    K.UEP_CONFIRMATION: r"(full )?user entry process (is )?complete\b|completed the full user entry process",
    K.EXISTING_ARRANGEMENTS: r"existing arrangements",
    K.SUBMISSION_TEST: r"submission (of [\w ]+ )?to pss",
    K.OUTPUT_TEST: r"output messages?",
    K.CONSUMPTION_DATA_PLAN: r"consumption data (plan|for qualification testing)",
    K.MDR_DIP_ID: r"mdr dip id",
    K.PRODUCTION_ONBOARDING_PLAN: r"dcc production (environment|onboarding)",
    K.DBT_COMPLETION: r"design, build and test",
    K.PIT_COMPLETION: r"pre-integration testing",
    K.SIT_COMPLETION: r"systems? integration testing",
    K.QT_COMPLETION: r"^qualification testing\b",
}
LABELS: Mapping[str, str] = {
    "party_category": r"party category|category",
    "outcome": r"assurance status|outcome|status",
    "user_role": r"(dcc )?user roles?|role",
    "scenarios_version": r"(version of the )?(common )?test scenarios?( version)?|scenarios?",
    "issuer": r"issued by|issuer|confirmed by|from",
    "roles": r"(dcc user )?roles( found)?",
    "mdr_dip_id": r"mdr dip id",
    "four_digit_id": r"four[- ]digit (id|identifier)",
    "notified_css": r"css (has been )?(notified|sent[\w ]*)",
    "notified_dsp": r"dsp (has been )?(notified|sent[\w ]*)",
    "allocated_via": r"(how it was )?allocated( by way of| via| through)?",
    "planned_on": r"planned( for| on| day| date)?|planned day of joining|go-live",
    "coverage": r"covers|coverage|scope|what it covers",
    "design_baseline": r"(design )?baseline|release",
    "phases": r"phases?( of sit)?",
    EXPIRES: r"valid (until|to)|expires( on)?|expiry( date)?",
    "reference": r"(our |certificate )?ref(erence)?|certificate( number)?",
    "issued_on": r"issued( on)?|date( of issue)?|dated",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What a paper says in one place: the value as a facts document has it, and the words around it."""

    value: Any
    page: int
    line: Line

    @property
    def quotation(self) -> str:
        return self.line.text if len(self.line.text) <= 2 * LONGEST else f"{self.line.text[: 2 * LONGEST]} …"

    @property
    def place(self) -> str:
        return f"page {self.page}" if self.page else "the text"


Lines = Sequence[tuple[int, Line]]
Read = Callable[[str], Any]


def details_read(
    preview: Preview, kind: EvidenceKind, known: Mapping[str, Sequence[str]] | None = None
) -> dict[str, Found]:
    """The details of a kind that a paper states, by their names, with the last day that it names.

    ``known`` holds for a detail the spellings that the programme uses.
    """
    lines = list(preview.lines())
    found: dict[str, Found] = {}
    for detail in detail_types(kind):
        read = _detail(lines, detail, (known or {}).get(detail.name, ()))
        if read:
            found[detail.name] = read
    if expires := _labelled(lines, EXPIRES, _as_day):
        found[EXPIRES] = expires
    return found


def stated(preview: Preview, name: str) -> Found | None:
    """The paper's own reference, or the day that it was issued on."""
    return _labelled(list(preview.lines()), name, _as_day if name == "issued_on" else _with_digit)


def signs_in(preview: Preview) -> dict[EvidenceKind, Found]:
    """The kinds that a paper's words are a sign of, by its first sign of each."""
    lines = list(preview.lines())
    found: dict[EvidenceKind, Found] = {}
    for kind, sign in SIGNS.items():
        place = _mentioned(lines, sign)
        if place:
            found[kind] = place
    return found


def looks_like(preview: Preview, kind: EvidenceKind) -> tuple[EvidenceKind, Found] | None:
    """Another kind that the top of a paper speaks of, where nothing in it speaks of the given one."""
    if kind in signs_in(preview):
        return None
    top = list(preview.lines())[:TOP]
    for other, sign in SIGNS.items():
        place = _mentioned(top, sign)
        if place:
            return other, place
    return None


def named(preview: Preview, words: str) -> Found | None:
    """Where a paper has these words, however they are broken into lines."""
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words))
    return _mentioned(list(preview.lines()), rf"(?<!\w){pattern}(?!\w)") if pattern else None


def _mentioned(lines: Lines, pattern: str) -> Found | None:
    sign = re.compile(pattern, re.IGNORECASE)
    for text, (page, line) in [*((line.text, (page, line)) for page, line in lines), *_pairs(lines)]:
        if sign.search(text):
            return Found(None, page, line)
    return None


def _pairs(lines: Lines) -> Iterator[tuple[str, tuple[int, Line]]]:
    """Each line with the one after it, for words that a line's end divides."""
    for first, second in pairwise(lines):
        yield f"{first[1].text} {second[1].text}", first


def _detail(lines: Lines, detail: DetailType, known: Sequence[str]) -> Found | None:
    for spelling in known:
        place = _mentioned(lines, _loosely(spelling))
        if place:
            return Found(spelling, place.page, place.line)
    found = _labelled(lines, detail.name, _reader(detail))
    if found is None and detail.is_a_term and detail.type is DccRole and not detail.several:
        return _only_one_named(lines, detail.type)
    return found


def _loosely(spelling: str) -> str:
    """CTSD 3.2 is CTSD version 3.2 too."""
    words = r"\W+(?:version\W+|v\W*)?".join(re.escape(word) for word in spelling.split())
    return rf"(?<!\w){words}(?![\w.]*\d)"


def _reader(detail: DetailType) -> Read:
    if detail.is_a_term:
        return partial(_all_terms if detail.several else _term, terms=detail.type)
    readers: dict[type, Read] = {bool: _yes_or_no, date: _as_day, str: _with_digit}
    return readers[detail.type]


def _labelled(lines: Lines, name: str, read: Read) -> Found | None:
    """The first value behind its label: on the same line, or on the next one where the label stands alone."""
    label = re.compile(rf"^\W*(?:{LABELS[name]})(?!\w)\s*[:–-]?\s*(?P<rest>.*)$", re.IGNORECASE)
    for at, (page, line) in enumerate(lines):
        match = label.match(line.text)
        if match is None:
            continue
        said, place = match["rest"], (page, line)
        if not said and at + 1 < len(lines):
            place = lines[at + 1]
            said = place[1].text
        value = read(said) if said and len(said) <= LONGEST else None
        if value is not None:
            return Found(value, *place)
    return None


def _only_one_named(lines: Lines, terms: type[Term]) -> Found | None:
    """A term that stands in the running text, where it names no other of its sort."""
    places = [
        (term, page, line) for page, line in lines for term in terms_in(line.text, terms, abbreviated=False)
    ]
    if len({term for term, _, _ in places}) != 1:
        return None
    term, page, line = places[0]
    return Found(term.value, page, line)


def _term(text: str, terms: type[Term]) -> str | None:
    return next((term.value for term in terms_in(text, terms)), None)


def _all_terms(text: str, terms: type[Term]) -> list[str] | None:
    found: list[str] = [term.value for term in terms_in(text, terms)]
    return found or None


def _as_day(text: str) -> str | None:
    day = day_in(text)
    return day.isoformat() if day else None


def _yes_or_no(text: str) -> bool | None:
    if NO.match(text):
        return False
    return True if YES.match(text) else None


def _with_digit(text: str) -> str | None:
    """A version, a reference or an identifier: always something with a digit in it."""
    said = text.strip(" .;,")
    return said if any(letter.isdigit() for letter in said) else None

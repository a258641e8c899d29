"""The field's terms in a text, by their label, the words in it or their abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assumptions.vocabulary import (
    AllocatedVia,
    Coverage,
    PartyCategory,
    SecurityOutcome,
    SitPhase,
    Term,
    UepIssuer,
)

# What papers call a term besides its label.
ALSO: Mapping[Term, tuple[str, ...]] = {
    UepIssuer.DCC: ("Data Communications Company",),
    UepIssuer.SECAS: ("Smart Energy Code Administrator and Secretariat",),
    Coverage.PARTIAL: ("partial",),
    SitPhase.CIT: ("CIT",),
    SitPhase.NON_FUNCTIONAL: ("Non Functional",),
    PartyCategory.NOT_A_PARTY: ("not a party",),
    SecurityOutcome.APPROVED_SUBJECT_TO_STEPS: ("approved subject to steps", "subject to the Party taking"),
    AllocatedVia.STANDALONE_LOGIN: ("stand-alone login",),
}


def terms_in(text: str, terms: type[Term], *, abbreviated: bool = True) -> list[Term]:
    """The terms that a text names, in its order; what is part of a longer one is not told twice."""
    found: list[tuple[int, Term]] = []
    for pattern, term, is_short in _patterns(terms):
        if is_short and not abbreviated:
            continue
        found.extend((match.start(), term) for match in pattern.finditer(text))
        text = pattern.sub(lambda match: "\0" * len(match[0]), text)
    return list(dict.fromkeys(term for _, term in sorted(found, key=lambda each: each[0])))


@cache
def _patterns(terms: type[Term]) -> tuple[tuple[re.Pattern[str], Term, bool], ...]:
    """Longest first; an abbreviation counts in capitals only."""
    words = [(word, term) for term in terms for word in _words(term)]
    words.sort(key=lambda each: -len(each[0]))
    return tuple(
        (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", 0 if short else re.IGNORECASE), term, short)
        for word, term in words
        for short in [word.isupper() and len(word) <= 4]
    )


def _words(term: Term) -> Iterator[str]:
    yield from dict.fromkeys(
        (term.label, re.sub(r" \(\w+\)$", "", term.label), *re.findall(r"\((\w+)\)$", term.label))
    )
    yield from ALSO.get(term, ())

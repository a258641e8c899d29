"""Every colour can be read on every ground that it stands on, in both themes."""

from __future__ import annotations

import re

import pytest

from tests.look.style import DARK, LIGHT, SHEETS, colours, contrast, rules

GROUNDS = ("paper", "band", "raise")
TEXT = ("ink", "ink-2", "ink-3", "accent", "accent-2", "ok", "waived", "wait", "stop")
STATUSES = ("ok", "waived", "wait", "stop")
EDGES = ("line-2", "accent", "stop", "ink-2")
READ, SEEN = 4.5, 3.0  # WCAG 2.2 AA: text, and the edges of what one uses

# What is read on what, and what is an edge beside what.
TEXTS = [
    *((text, ground) for text in TEXT for ground in (*GROUNDS, "accent-tint")),
    *((status, f"{status}-tint") for status in STATUSES),
    *(("ink", f"{status}-tint") for status in STATUSES),
    ("ink", "stop-tint-2"),
    ("ink", "stop-tint-3"),
    ("on-accent", "accent"),
    ("on-accent", "accent-2"),
    ("paper", "ink"),
]
OUTLINES = [(edge, ground) for edge in EDGES for ground in GROUNDS]
# A line between rows is decor; the rest are grounds.
DECOR = {"line"}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize(("pairs", "least"), [(TEXTS, READ), (OUTLINES, SEEN)], ids=["text", "edges"])
def test_no_pair_is_too_faint(theme, pairs, least):
    colour = colours(theme)
    found = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_the_ratio_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


def test_every_token_is_measured():
    measured = {token for pair in (*TEXTS, *OUTLINES) for token in pair} | DECOR
    assert measured == set(colours(LIGHT)) == set(colours(DARK))


def test_no_colour_is_written_but_as_a_token():
    """White stands for paper alone: printed pages and the code that cameras read."""
    for sheet in SHEETS:
        elsewhere = [
            line.strip()
            for line in rules(sheet).splitlines()
            if re.search(r"#[0-9a-f]{3,8}\b|\brgb|\bhsl", line) and "light-dark(" not in line
        ]
        assert all("#ffffff" in line for line in elsewhere), (sheet.name, elsewhere)

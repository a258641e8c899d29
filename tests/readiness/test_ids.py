"""Ids in sentences stay on one line."""

from __future__ import annotations

import re

import pytest

from readiness.templatetags.ids import ids
from tests.launched import ROOT

TEMPLATES = sorted((ROOT / "templates/readiness").glob("*.html"))
SAID = re.compile(
    r"\{\{ (?:found\.step\.says|task\.step\.says|step)\.do \}\}|\.(?:reason|folded_titles|in_words) \}\}"
)


@pytest.mark.parametrize(
    ("words", "ids_in_it"),
    [
        ("Decide EV-0222.", ["EV-0222"]),
        ("QAD section SDS-ISES-01, QT-01 and PIT-01", ["SDS-ISES-01", "QT-01", "PIT-01"]),
        ("BRA-OUT-02 of 2026-01-02, Pre-Integration Testing, UTF-8x", ["BRA-OUT-02"]),
    ],
)
def test_each_id_is_whole_and_its_characters_are_the_same(words: str, ids_in_it: list[str]):
    marked = ids(words)
    assert re.findall(r'<span class="qt-id">([^<]*)</span>', marked) == ids_in_it
    assert re.sub(r"<[^>]+>", "", marked) == words


def test_what_is_no_markup_stays_none():
    assert ids("<b>EV-0001</b>") == '&lt;b&gt;<span class="qt-id">EV-0001</span>&lt;/b&gt;'


def test_steps_reasons_and_effects_are_shown_with_their_ids_whole():
    assert TEMPLATES
    assert {path.name: found for path in TEMPLATES if (found := SAID.findall(path.read_text()))} == {}

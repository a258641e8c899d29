"""Every class in a page has a rule, and every rule of ours is for something in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assumptions.vocabulary import Answer
from parties.models import Theme
from readiness.shapes import Colour
from tests.look.style import BOOTSTRAP, ROOT, SHEETS, classes

TEMPLATES = ROOT / "templates"
APPS = ("parties", "evidence", "readiness", "packs", "qualtrack")
OF_PDFS = TEMPLATES / "packs/readiness_pdf"  # with a style sheet of their own

# Names that the program puts together.
MADE = {f"qt-{term}" for term in (*Colour, *Answer)}
# What htmx puts on things while it asks.
OF_HTMX = {"htmx-request", "htmx-indicator"}

_NAME = re.compile(r"\bqt-[\w-]*\w\b(?!-)")
# The beginning of a name, with the rest from a template's variable or tag.
_BEGINNING = re.compile(r"\b(qt-[\w-]*)(?={[{%] ?\w)(?!{% (?:if|end|else))")
_CLASSES = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"[\w-]*{{.*?}}[\w-]*|{%.*?%}|{#.*?#}", re.DOTALL)


def pages() -> Iterator[Path]:
    for path in TEMPLATES.rglob("*.html"):
        if OF_PDFS not in path.parents:
            yield path


def programs() -> Iterator[Path]:
    for app in APPS:
        yield from (ROOT / app).rglob("*.py")
    yield from (ROOT / "static/qualtrack").glob("*.js")


def named() -> set[str]:
    """All of our names that templates or the program write whole anywhere."""
    found = (_NAME.findall(_BEGINNING.sub(" ", path.read_text())) for path in (*pages(), *programs()))
    return set().union(*found)


def beginnings() -> tuple[str, ...]:
    return tuple({name for path in pages() for name in _BEGINNING.findall(path.read_text())} - {"qt-"})


def test_every_class_that_a_page_bears_has_a_rule():
    ruled = set().union(*map(classes, (*SHEETS, BOOTSTRAP)))
    without = {
        (path.name, name)
        for path in pages()
        for found in _CLASSES.findall(_TAG.sub(" ", path.read_text()))
        for name in found.split()
        if name not in ruled
    }
    assert without == set()


def test_every_rule_of_ours_is_for_something():
    written = "".join(path.read_text() for path in (*pages(), *programs()))
    ruled = set().union(*map(classes, SHEETS)) - MADE - OF_HTMX - named()
    made_up = {name for name in ruled if name.startswith(beginnings())}
    bootstraps = {name for name in ruled - made_up if name in classes(BOOTSTRAP) and name in written}
    assert ruled - made_up - bootstraps == set()


def test_the_switch_knows_the_buttons_that_the_style_sheet_asks_about():
    sheet = (SHEETS[0].parent / "qualtrack.css").read_text()
    assert set(re.findall(r"#theme_(\w+)", sheet)) == set(Theme.values)

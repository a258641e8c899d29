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

# Names that a page puts together: a beginning, and what a template or the program puts behind it.
MADE = {f"qt-{term}" for term in (*Colour, *Answer)} | {f"qt-now-{quarter}" for quarter in range(1, 5)}
BEGINNINGS = {"qt-", "qt-gate-", "qt-now-", "qt-step-"}
# What htmx puts on things while it asks.
OF_HTMX = {"htmx-request", "htmx-indicator"}
# Ready for pages to come.
READY = {"qt-filters", "qt-note-wait"}

_NAME = re.compile(r"\bqt-[\w-]*")
_CLASSES = re.compile(r'class="([^"]*)"')
_TAG = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}", re.DOTALL)


def pages() -> Iterator[Path]:
    for path in TEMPLATES.rglob("*.html"):
        if OF_PDFS not in path.parents:
            yield path


def programs() -> Iterator[Path]:
    for app in APPS:
        yield from (ROOT / app).rglob("*.py")


def named() -> set[str]:
    """All of our names that templates or the program write anywhere."""
    return {name for path in (*pages(), *programs()) for name in _NAME.findall(path.read_text())} - BEGINNINGS


def test_every_class_that_a_page_bears_has_a_rule():
    ruled = set().union(*map(classes, (*SHEETS, BOOTSTRAP)))
    without = {
        (path.name, name)
        for path in pages()
        for found in _CLASSES.findall(_TAG.sub(" ", path.read_text()))
        for name in found.split()
        if name not in ruled | BEGINNINGS
    }
    assert without == set()


def test_every_name_of_ours_has_a_rule():
    assert named() - set().union(*map(classes, SHEETS)) == set()


def test_every_rule_of_ours_is_for_something():
    written = "".join(path.read_text() for path in (*pages(), *programs()))
    ruled = set().union(*map(classes, SHEETS)) - MADE - OF_HTMX - READY - named()
    made_up = {name for name in ruled if name.startswith(tuple(BEGINNINGS - {"qt-"}))}
    bootstraps = {name for name in ruled - made_up if name in classes(BOOTSTRAP) and name in written}
    assert ruled - made_up - bootstraps == set()


def test_the_switch_knows_the_buttons_that_the_style_sheet_asks_about():
    sheet = (SHEETS[0].parent / "qualtrack.css").read_text()
    assert set(re.findall(r"#theme_(\w+)", sheet)) == set(Theme.values)

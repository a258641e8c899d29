"""What a page has to be for everybody, by axe, in both themes, at several widths and zoomed."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW, HEIGHT = 1280, 390, 900
REFLOWED = (640, 320)  # 1280 px at 200 % and at 400 % of zoom

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_RULE = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
# What another theme or width can change.
SOME_RULES = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]},
    "resultTypes": ["violations"],
}

# Pages made of the same parts are one for axe: each part counts once, with what it stands in.
PARTS = """() => [...new Set([...document.body.querySelectorAll('*')].map(one =>
    [one.parentElement.tagName, one.parentElement.className, one.tagName, one.getAttribute('class'),
     one.getAttribute('role'), ...[...one.attributes].map(each => each.name).sort()].join(' ')
))].sort().join('\\n')"""
# The spacing of WCAG 1.4.12, as somebody's own style sheet would set it.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""
PLAIN = "() => { document.adoptedStyleSheets = []; }"


class Onlooker:
    """Looks at each page once for all who see it, and says what is wrong with it."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def problems(self, page: Page) -> list[str]:
        parts = page.evaluate(PARTS)
        if parts in self._seen:
            return []
        self._seen.add(parts)
        page.evaluate(AXE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour half way to another
        wrong = _axe(page, EVERY_RULE, "light, wide")
        page.emulate_media(color_scheme="dark")
        wrong += _axe(page, SOME_RULES, "dark, wide")
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        wrong += _axe(page, SOME_RULES, "dark, narrow")
        page.emulate_media(color_scheme="light")
        wrong += _axe(page, SOME_RULES, "light, narrow")
        wrong += _sideways(page)
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        return wrong


def _axe(page: Page, options: dict[str, Any], how: str) -> list[str]:
    """Each rule that is broken, with where: nothing that is merely unsure counts."""
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(done => done.violations)")
    return [
        f"{how}: {violation['id']} ({violation['help']}): {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"][:3]
    ]


def _sideways(page: Page) -> list[str]:
    """Widths at which one would have to scroll sideways; spaced out too."""
    wrong = []
    for spaced in (False, True):
        page.evaluate(SPACED if spaced else PLAIN)
        for width in (NARROW, *REFLOWED):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            over = page.evaluate("document.documentElement.scrollWidth")
            if over > width:
                wrong.append(f"{width} px{', spaced out' if spaced else ''}: scrolls sideways to {over}")
    page.evaluate(PLAIN)
    return wrong

"""What a page has to be for everybody, by axe, in both themes, at several widths and zoomed."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

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
PARTS = """within => [...new Set([...document.querySelector(within).querySelectorAll('*')].map(one =>
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
# What is folded away comes open, and goes back: which of the page's they were.
UNFOLD = """() => [...document.querySelectorAll('details')].flatMap((one, at) =>
    one.open ? [] : [(one.open = true, at)])"""
FOLD = "places => places.forEach(at => { document.querySelectorAll('details')[at].open = false; })"
# The keys of a page, which are those of its list of keys.
KEYS = "() => [...document.querySelectorAll('[data-key], [data-keys-list]')].map(one => one.dataset.key)"
LISTENS_TO_KEYS = "script[src*='qualtrack/keys']"


class Seen:
    """What was looked at already, by whichever process of this run: each thing is new to one of them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(exist_ok=True)

    def is_new(self, *what: str) -> bool:
        try:
            self._directory.joinpath(sha256("\0".join(what).encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class Onlooker:
    """Looks at each page once for all who see it, and says what is wrong with it."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen

    def is_new(self, page: Page, what: str, within: str = "body") -> bool:
        """Whether nobody has looked yet, for this, at a page made of the same parts."""
        return self._seen.is_new(what, page.evaluate(PARTS, within))

    def problems(self, page: Page) -> list[str]:
        if not self.is_new(page, "page"):
            return []
        page.evaluate(AXE)
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour half way to another
        wrong = _axe(page, EVERY_RULE, "light, wide")
        wrong += self._problems_of_keys(page)
        unfolded = page.evaluate(UNFOLD)
        page.emulate_media(color_scheme="dark")
        wrong += _axe(page, EVERY_RULE if unfolded else SOME_RULES, "dark, wide, unfolded")
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        wrong += _axe(page, SOME_RULES, "dark, narrow, unfolded")
        page.emulate_media(color_scheme="light")
        wrong += _axe(page, SOME_RULES, "light, narrow, unfolded")
        wrong += _sideways(page)
        page.evaluate(FOLD, unfolded)
        page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        wrong += self._problems_of_the_menu(page)
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        return wrong

    def _problems_of_keys(self, page: Page) -> list[str]:
        """Of the list that says what keys do on this page."""
        if not page.locator(LISTENS_TO_KEYS).count() or not self._seen.is_new(str(page.evaluate(KEYS))):
            return []
        page.locator("[data-keys-page]").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        wrong = self._problems_of_a_part(page, "dialog")
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        return wrong

    def _problems_of_the_menu(self, page: Page) -> list[str]:
        """Of what a phone folds away at the head of each page."""
        button = page.get_by_role("button", name="Menu", exact=True)
        if not button.count() or not self.is_new(page, "menu", "header"):
            return []
        button.click()
        expect(page.locator("#menu")).to_be_visible()
        wrong = self._problems_of_a_part(page, "header")
        button.click()
        expect(page.locator("#menu")).to_be_hidden()
        return wrong

    def _problems_of_a_part(self, page: Page, part: str) -> list[str]:
        wrong = _axe(page, EVERY_RULE, f"{part}, light", part)
        page.emulate_media(color_scheme="dark")
        wrong += _axe(page, SOME_RULES, f"{part}, dark", part)
        page.emulate_media(color_scheme="light")
        return wrong


def _axe(page: Page, options: dict[str, Any], how: str, within: str = "html") -> list[str]:
    """Each rule that is broken, with where: nothing that is merely unsure counts."""
    found = page.evaluate(f"axe.run('{within}', {json.dumps(options)}).then(done => done.violations)")
    return [
        f"{how}: {violation['id']} ({violation['help']}): {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"][:3]
    ]


def _sideways(page: Page) -> list[str]:
    """Widths at which one would have to scroll sideways; spaced out too."""
    wrong = []
    for spaced, widths in ((False, (NARROW, *REFLOWED)), (True, (*reversed(REFLOWED), NARROW))):
        page.evaluate(SPACED if spaced else PLAIN)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            over = page.evaluate("document.documentElement.scrollWidth")
            if over > width:
                wrong.append(f"{width} px{', spaced out' if spaced else ''}: scrolls sideways to {over}")
    page.evaluate(PLAIN)
    return wrong

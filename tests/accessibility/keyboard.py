"""Somebody who has a keyboard alone, and has to see where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

FURTHEST = 90  # presses of Tab
# What has the focus: its name for a reader, and whether one sees that it has it.
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const labels = one.labels ? [...one.labels].map(label => label.textContent) : [];
    const legend = one.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
    const words = [one.getAttribute('aria-label'), ...labels, one.textContent, one.title];
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    return {
        name: words.filter(Boolean).join(' ').replace(/\\s+/g, ' ').trim(),
        legend: legend.replace(/\\s+/g, ' ').trim(),
        tag: one.tagName.toLowerCase(),
        // The button within a field for a day has an outline of the browser's own.
        isOutlined: one.type === 'date'
            || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
        isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        isCovered: !one.contains(document.elementFromPoint(
            Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
            Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1))),
        size: [box.width, box.height],
    };
}"""


@dataclass
class Keyboard:
    """Presses keys alone; each step is refused where one would not see it."""

    page: Page

    @property
    def focused(self) -> dict[str, Any]:
        found: dict[str, Any] | None = self.page.evaluate(FOCUSED)
        return found or {"name": "", "tag": "body"}

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)

    def tab_to(self, name: str, tag: str = "") -> None:
        """Go on with Tab until what is called so has the focus."""
        passed = []
        for _ in range(FURTHEST):
            self.press("Tab")
            here = self.focused
            if here["tag"] != "body":
                self._is_seen(here)
            if name in here["name"] and tag in ("", here["tag"]):
                return
            passed.append(here["name"])
        raise AssertionError(f"Tab comes to no {name}, but to {passed}")

    def _is_seen(self, here: dict[str, Any]) -> None:
        assert here["isOutlined"], f"one does not see that {here['name']} has the focus"
        assert here["isInView"], f"{here['name']} has the focus out of sight"
        assert not here["isCovered"], f"{here['name']} has the focus beneath something"

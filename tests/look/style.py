"""The style sheet as tests read it: its colours in both themes, and the classes that it knows."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
SHEETS = sorted((STATIC / "qualtrack").glob("*.css"))
BOOTSTRAP = STATIC / "vendor/bootstrap/bootstrap.min.css"
HTMX = STATIC / "vendor/htmx/htmx.min.js"

LIGHT, DARK = "light", "dark"
_TOKEN = re.compile(r"--qt-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def rules(sheet: Path) -> str:
    """A sheet without its comments, its strings and the addresses in it."""
    return re.sub(r'/\*.*?\*/|"[^"]*"|url\([^)]*\)', "", sheet.read_text(), flags=re.DOTALL)


def classes(sheet: Path) -> set[str]:
    return set(_CLASS.findall(rules(sheet)))


def colours(theme: str) -> dict[str, str]:
    """Each token's colour in a theme."""
    found = _TOKEN.findall((STATIC / "qualtrack/qualtrack.css").read_text())
    return {name: light if theme == LIGHT else dark for name, light, dark in found}


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, as WCAG 2.2 defines it."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

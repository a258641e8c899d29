"""The pictures that the docs show are there, and small, and no other lies beside them."""

from __future__ import annotations

import re

from tests.launched import ROOT

SCREENS = ROOT / "docs/screens"
EACH, ALL = 150_000, 4_000_000  # bytes
NAMED = re.compile(r"\]\(((?:[\w-]+/)*[\w-]+\.png)\)")


def test_every_picture_is_named_and_there():
    of_journeys = {SCREENS / name for name in NAMED.findall((SCREENS / "README.md").read_text())}
    in_front = {ROOT / name for name in NAMED.findall((ROOT / "README.md").read_text())}
    assert in_front
    assert in_front <= of_journeys
    assert of_journeys == set(SCREENS.glob("*.png"))


def test_pictures_are_small():
    sizes = [path.stat().st_size for path in SCREENS.glob("*.png")]
    assert max(sizes) < EACH
    assert sum(sizes) < ALL

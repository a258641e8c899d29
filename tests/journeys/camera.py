"""Pictures of a journey: each step at two widths, small enough to be kept beside the docs."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

WIDE, PHONE = (1280, 900), (390, 844)
LONGEST = {WIDE: 1700, PHONE: 2000}  # pixels of a page that are shown
COLOURS = 64
# Also what a page asks for only once it is scrolled to.
ALL_IS_THERE = """async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([document.fonts.ready, ...[...document.images].map((image) => image.decode())]);
    scrollTo(0, 0);
}"""


@dataclass(frozen=True, slots=True)
class Step:
    """``says`` is what is seen, for who reads the page of pictures or hears it."""

    journey: str
    name: str
    says: str
    pictures: tuple[str, ...]


@dataclass(slots=True)
class Album:
    folder: Path
    steps: list[Step] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)


class Camera:
    """Follows one journey and numbers its steps."""

    def __init__(self, album: Album, journey: str, page: Page) -> None:
        self.album, self.journey, self.page = album, journey, page
        self.taken = 0

    def take(self, name: str, says: str, *, dark: bool = False) -> None:
        self.taken += 1
        name = f"{self.journey}-{self.taken:02}-{name}"
        names = [f"{name}.png", f"{name}-phone.png"]
        self._settle()
        self._take(names[0], WIDE)
        if dark:
            names.append(f"{name}-dark.png")
            self.page.emulate_media(color_scheme="dark")
            self._take(names[-1], WIDE)
            self.page.emulate_media(color_scheme="light")
        self._take(names[1], PHONE)
        self.page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        self.album.steps.append(Step(self.journey, name, says, tuple(names)))

    def _settle(self) -> None:
        expect(self.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
        self.page.evaluate(ALL_IS_THERE)

    def _take(self, name: str, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self._settle()
        sideways = self.page.evaluate("document.documentElement.scrollWidth")
        assert sideways <= size[0], f"{name}: goes sideways, {sideways} px wide"
        # To hide the caret it would write style attributes, which htmx then copies against the policy.
        shot = self.page.screenshot(full_page=True, caret="initial")
        picture = Image.open(BytesIO(shot)).convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(picture.height, LONGEST[size])))
        few = picture.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
        few.save(self.album.folder / name, optimize=True)

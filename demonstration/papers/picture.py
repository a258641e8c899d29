"""A picture of a screen on which somebody looked something up."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from demonstration.papers.facts import Facts
from demonstration.papers.forms import FORMS
from demonstration.papers.sheet import MADE_BY, MARK

SIZE = (880, 520)
INK, PALE, BAND, RED = "#191c20", "#868a87", "#e9eff9", "#b0241d"
LEFT, VALUES, LINE = 40, 280, 40


def picture_of(facts: Facts) -> bytes:
    """A list with the one line in it that was looked for."""
    form = FORMS[facts.kind]
    screen = Image.new("RGB", SIZE, "#ffffff")
    draw = ImageDraw.Draw(screen)
    large, plain, small = (ImageFont.load_default(size) for size in (28, 18, 14))
    draw.rectangle((0, 0, SIZE[0], 84), fill=BAND)
    draw.text((LEFT, 26), form.title, INK, large)
    draw.text((LEFT, 106), form.says[0], INK, small)
    y = 160
    for label, value in facts.stated:
        draw.line((LEFT, y - 10, SIZE[0] - LEFT, y - 10), fill=PALE)
        draw.text((LEFT, y), label, PALE, plain)
        draw.text((VALUES, y), value, INK, plain)
        y += LINE
    draw.text((LEFT, SIZE[1] - 40), f"{MARK} {MADE_BY}", RED, small)
    return _png(screen)


def _png(screen: Image.Image) -> bytes:
    file, said = io.BytesIO(), PngInfo()
    said.add_text("Comment", MARK)
    screen.quantize(16).save(file, "PNG", pnginfo=said)
    return file.getvalue()

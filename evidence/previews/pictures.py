"""Pictures: decoded and written anew, so that nothing of the file but its dots is left."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps

from evidence.previews.limits import PIXELS, WIDEST, CannotShow

BROKEN = "This picture could not be drawn; download it."
TOO_LARGE = "This picture is too large to be shown here; download it."
HIGHEST = 2 * WIDEST  # dots
FORMATS = ("PNG", "JPEG")


def read(content: bytes) -> dict[str, Any]:
    with _opened(content) as picture:
        width, height = ImageOps.exif_transpose(picture).size
    return {"sort": "picture", "count": 1, "pages": [{"width": width, "height": height, "lines": []}]}


def draw(content: bytes, _number: int) -> bytes:
    drawn = io.BytesIO()
    with _opened(content) as picture:
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((WIDEST, HIGHEST))
        _without_transparency(upright).save(drawn, "PNG")
    return drawn.getvalue()


def _opened(content: bytes) -> Image.Image:
    """Only the head is read at first, so that the size is known before anything is decoded."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except (OSError, ValueError, SyntaxError) as failure:
        raise CannotShow(BROKEN) from failure
    if picture.width * picture.height > PIXELS:
        raise CannotShow(TOO_LARGE)
    picture.draft("RGB", (WIDEST, HIGHEST))
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError) as failure:
        raise CannotShow(BROKEN) from failure
    return picture


def _without_transparency(picture: Image.Image) -> Image.Image:
    shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, "white")
    return Image.alpha_composite(paper, shown).convert("RGB")

"""PDF: its pages as pictures and its text with the place of each line. PDFium is built without scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from evidence.previews.limits import DOTS, LINES_A_PAGE, PAGES, WIDEST, CannotShow, plain

Box = tuple[float, float, float, float]  # left, top, right, bottom, from the upper left corner in points
PASSWORD = 4  # PDFium's own number for a file that is locked
LOCKED = "This PDF is locked with a password. Ask for it without one, or download it."
BROKEN = "This PDF could not be drawn; download it."


def read(content: bytes) -> dict[str, Any]:
    with _opened(content) as document:
        count = len(document)
        pages = [_page_read(document, number) for number in range(min(count, PAGES))]
    return {"sort": "pages", "count": count, "pages": pages}


def draw(content: bytes, number: int) -> bytes:
    """Page ``number``, from 1, as a PNG."""
    with _opened(content) as document:
        if not 1 <= number <= min(len(document), PAGES):
            raise CannotShow("There is no such page.")
        page = document[number - 1]
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise CannotShow(BROKEN)
        scale = min(WIDEST / width, (DOTS / (width * height)) ** 0.5)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    return drawn.getvalue()


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as failure:
        raise CannotShow(LOCKED if failure.err_code == PASSWORD else BROKEN) from failure
    try:
        if not len(document):
            raise CannotShow(BROKEN)
        yield document
    except pypdfium2.PdfiumError as failure:
        raise CannotShow(BROKEN) from failure
    finally:
        document.close()


def _page_read(document: Any, number: int) -> dict[str, Any]:
    page = document[number]
    width, height = page.get_size()
    return {"width": width, "height": height, "lines": list(_lines(page))}


def _lines(page: Any) -> Iterator[tuple[str, Box | None]]:
    """Pieces of text on one line and close to each other as one; no place where the page lies on its side."""
    text = page.get_textpage()
    left, _, _, top = page.get_cropbox()
    upright = page.get_rotation() == 0
    said, place = "", None
    for number in range(min(text.count_rects(), LINES_A_PAGE)):
        rect = text.get_rect(number)
        piece = plain(text.get_text_bounded(*rect))
        box = (rect[0] - left, top - rect[3], rect[2] - left, top - rect[1])
        if place and _goes_on(place, box):
            said = f"{said} {piece}" if box[0] - place[2] > 0.15 * (box[3] - box[1]) else said + piece
            place = (place[0], min(place[1], box[1]), box[2], max(place[3], box[3]))
            continue
        if said:
            yield said, place if upright else None
        said, place = piece, box
    if said:
        yield said, place if upright else None


def _goes_on(before: Box, after: Box) -> bool:
    height = max(after[3] - after[1], before[3] - before[1], 1.0)
    shared = min(before[3], after[3]) - max(before[1], after[1])
    return shared > 0.4 * height and -height < after[0] - before[2] < height

"""What can be shown of a file without running it: read and drawn by a child process, then kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.core.cache import caches
from django.core.files.base import File

from evidence.child import Busy, OtherBytes, answer_of
from evidence.hygiene.types import BY_ENDING
from evidence.models import EvidenceFile
from evidence.models.items import ACTS, WRONG
from evidence.previews.limits import PAGES, CannotShow

KEPT = 60 * 60  # seconds
TRIED = 60  # seconds until a file on which the child fell over is tried again
LIGHT = 2 * 1024 * 1024  # bytes; a heavier page is not kept but drawn anew, so that memory stays free
MADE_BY = 1  # raised when what is read or drawn changes, so that nothing older is shown
SHOWN_AS_TEXT = frozenset({"CSV", "EML", "DOCX", "XLSX"})
DRAWN = frozenset({"PDF", "PNG", "JPG"})
NO_SUCH_PAGE = "There is no such page."
NO_PREVIEW = "There is no preview of this sort of file; download it."
OTHER_BYTES = f"{WRONG['other']} So it is not shown. {ACTS}"
FAILED = {
    "PDF": "This PDF could not be drawn; download it.",
    "PNG": "This picture could not be drawn; download it.",
    "JPG": "This picture could not be drawn; download it.",
}
NOT_READ = "This file could not be read; download it."
BUSY = "Many files are being drawn just now. Load this page again in a moment, or download the file."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; ``box`` is where it stands on its page (left, top, right, bottom), if that is known."""

    text: str
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A drawn page, in its own units, with the lines of text on it."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; ``more`` counts the rows that are left out."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown of a file, by its sort: pages, picture, tables, text or mail; or why nothing is."""

    sort: str = ""
    cannot: str = ""
    count: int = 0
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[str, ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def is_drawn(self) -> bool:
        return self.sort in {"pages", "picture"}

    @property
    def left_out(self) -> int:
        """How many pages are not shown."""
        return self.count - len(self.pages) if self.is_drawn else 0

    def lines(self) -> Iterator[tuple[int, Line]]:
        """All text, line by line, each with its page; 0 where there are no pages."""
        for page in self.pages:
            yield from ((page.number, line) for line in page.lines)
        for name, value in self.headers:
            yield 0, Line(f"{name}: {value}")
        yield from ((0, Line(paragraph)) for paragraph in self.paragraphs)
        for table in self.tables:
            yield from ((0, Line("  ".join(cell for cell in row if cell))) for row in table.rows)


def preview_of(file: EvidenceFile) -> Preview:
    """What can be shown of a stored file. ``OSError`` where the store fails."""
    if file.kept_back:
        return Preview(cannot=file.kept_back)
    file_type = _type_of(file.name)
    if file_type not in DRAWN | SHOWN_AS_TEXT:
        return Preview(cannot=NO_PREVIEW)
    return _kept_or_read(file.sha256, file_type, file.content)


def preview_of_upload(upload: File[bytes]) -> Preview:
    """What can be read of a file that is about to be handed in."""
    file_type = _type_of(upload.name or "")
    if file_type not in DRAWN | SHOWN_AS_TEXT:
        return Preview(cannot=NO_PREVIEW)
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    found = _kept_or_read(digest.hexdigest(), file_type, upload)
    upload.seek(0)
    return found


def page_drawn(file: EvidenceFile, number: int) -> bytes:
    """A page as a PNG. ``CannotShow`` says why not; ``OSError`` where the store fails."""
    if file.kept_back:
        raise CannotShow(file.kept_back)
    file_type = _type_of(file.name)
    if file_type not in DRAWN:
        raise CannotShow(NO_PREVIEW)
    if not 1 <= number <= PAGES:
        raise CannotShow(NO_SUCH_PAGE)
    key = f"preview-{MADE_BY}-{file.sha256}-{file_type}-{number}"
    drawn = _kept(key)
    if drawn is None:
        drawn = _from_child(("draw", file_type, str(number)), file.content, file.sha256)
        _keep(key, drawn)
    if not drawn.startswith(b"\x89PNG"):
        raise CannotShow(_why_not(drawn, file_type))
    return drawn


def _kept(key: str) -> bytes | None:
    kept: bytes | None = caches["previews"].get(key)
    return kept


def _keep(key: str, answer: bytes) -> None:
    """Nothing is kept too, so that a file on which the child falls over costs it once a minute."""
    if len(answer) <= LIGHT:
        caches["previews"].set(key, answer, KEPT if answer else TRIED)


def _type_of(name: str) -> str:
    file_type = BY_ENDING.get(PurePath(name).suffix.lower())
    return file_type.name if file_type else ""


def _kept_or_read(sha256: str, file_type: str, content: File[bytes]) -> Preview:
    key = f"preview-{MADE_BY}-{sha256}-{file_type}"
    answer = _kept(key)
    if answer is None:
        try:
            answer = _from_child(("read", file_type), content, sha256)
        except CannotShow as why:
            return Preview(cannot=str(why))
        _keep(key, answer)
    try:
        return _as_preview(json.loads(answer))
    except (ValueError, KeyError, TypeError):
        return Preview(cannot=FAILED.get(file_type, NOT_READ))


def _why_not(answer: bytes, file_type: str) -> str:
    try:
        return str(json.loads(answer)["cannot"])
    except (ValueError, KeyError, TypeError):
        return FAILED[file_type]


def _from_child(arguments: tuple[str, ...], content: File[bytes], sha256: str) -> bytes:
    """What the child answers; ``CannotShow`` where the bytes have not that digest: no evidence then."""
    try:
        return answer_of("evidence.previews", arguments, content, sha256=sha256)
    except Busy as busy:
        raise CannotShow(BUSY) from busy
    except OtherBytes as other:
        raise CannotShow(OTHER_BYTES) from other


def _as_preview(read: dict[str, Any]) -> Preview:
    if "cannot" in read:
        return Preview(cannot=str(read["cannot"]))
    return Preview(
        sort=read["sort"],
        count=read.get("count", 0),
        pages=tuple(_page(number, page) for number, page in enumerate(read.get("pages", ()), start=1)),
        tables=tuple(
            Table(table["name"], tuple(tuple(row) for row in table["rows"]), table["more"])
            for table in read.get("tables", ())
        ),
        headers=tuple((name, value) for name, value in read.get("headers", ())),
        paragraphs=tuple(read.get("paragraphs", ())),
        attachments=tuple((name, what) for name, what in read.get("attachments", ())),
        notes=tuple(read.get("notes", ())),
    )


def _page(number: int, page: dict[str, Any]) -> Page:
    lines = tuple(Line(text, tuple(box) if box else None) for text, box in page["lines"])
    return Page(number, page["width"], page["height"], lines)

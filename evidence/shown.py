"""A file as a page shows it: its preview, with numbered marks on the lines that something is quoted from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.models import EvidenceFile
from evidence.previewing import Line, Page, Preview, Table

AROUND = 2.0  # units between a line and the edge of its mark


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a quotation, and the line that it is taken from; page 0 where there are no pages."""

    number: int
    page: int
    line: Line

    @property
    def left(self) -> float:
        return round(self.line.box[0] - AROUND, 1) if self.line.box else 0

    @property
    def top(self) -> float:
        return round(self.line.box[1] - AROUND, 1) if self.line.box else 0

    @property
    def width(self) -> float:
        return round(self.line.box[2] - self.line.box[0] + 2 * AROUND, 1) if self.line.box else 0

    @property
    def height(self) -> float:
        return round(self.line.box[3] - self.line.box[1] + 2 * AROUND, 1) if self.line.box else 0

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class ShownPage:
    page: Page
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text with the numbers of what is quoted from it."""

    text: str
    numbers: tuple[int, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One file on a page, for the template part that draws it."""

    file: EvidenceFile
    preview: Preview
    marks: tuple[Mark, ...] = ()

    @property
    def pages(self) -> Iterator[ShownPage]:
        for page in self.preview.pages:
            marks = (mark for mark in self.marks if mark.page == page.number and mark.line.box)
            yield ShownPage(page, tuple(marks))

    @property
    def headers(self) -> Iterator[Said]:
        for name, value in self.preview.headers:
            yield Said(value, self._numbers(f"{name}: {value}"), name)

    @property
    def paragraphs(self) -> Iterator[Said]:
        return (Said(text, self._numbers(text)) for text in self.preview.paragraphs)

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.preview.tables

    def _numbers(self, text: str) -> tuple[int, ...]:
        return tuple(mark.number for mark in self.marks if mark.line.text == text)

"""Documents and workbooks: their text out of the XML within, with no entity, link or macro looked at."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any
from xml.parsers import expat

from evidence.previews.limits import (
    COLUMNS,
    LETTERS,
    ROWS,
    SHEETS,
    UNPACKED,
    CannotShow,
    paragraphs,
    plain,
)

UNREADABLE = "This document could not be read; download it."
TOO_LARGE = "This document is too large to be shown here; download it."
PIECE = 64 * 1024
WORDS_ONLY = "Only the words are shown; the layout, pictures and notes are in the file."
CELLS_ONLY = "Only what the cells hold is shown; days can stand as numbers."

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def read_document(content: bytes) -> dict[str, Any]:
    """The words of a DOCX, paragraph by paragraph."""
    text: list[str] = []
    inside: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        inside.append(tag)
        text.extend({"w:tab": "\t", "w:br": "\n"}.get(tag, ""))

    def end(tag: str) -> None:
        inside.pop()
        text.extend({"w:p": "\n", "w:tc": "\t"}.get(tag, ""))

    def words(said: str) -> None:
        if inside and inside[-1] == "w:t":
            text.append(said)

    with _Archive(content) as archive:
        archive.parse("word/document.xml", start, end, words)
    return {"sort": "text", "paragraphs": paragraphs("".join(text)), "notes": [WORDS_ONLY]}


def read_workbook(content: bytes) -> dict[str, Any]:
    """The cells of an XLSX, sheet by sheet."""
    with _Archive(content) as archive:
        shared = _strings(archive)
        names = archive.named(r"xl/worksheets/sheet(\d+)\.xml")[:SHEETS]
        sheets = [_sheet(archive, name, f"Sheet {at}", shared) for at, name in enumerate(names, start=1)]
    return {"sort": "tables", "tables": sheets, "notes": [CELLS_ONLY]}


class _Archive:
    """A ZIP that gives out only so much in all."""

    def __init__(self, content: bytes) -> None:
        self.left = UNPACKED
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as failure:
            raise CannotShow(UNREADABLE) from failure

    def __enter__(self) -> _Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def named(self, pattern: str) -> list[str]:
        """The parts of that name, in the order of the number in it."""
        found = ((re.fullmatch(pattern, name), name) for name in self.zip.namelist())
        return [name for _, name in sorted((int(match[1]), name) for match, name in found if match)]

    def parse(self, name: str, start: Start, end: End, words: Callable[[str], None]) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = words
        parser.StartDoctypeDeclHandler = _refuse
        try:
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    self.left -= len(piece)
                    if self.left < 0:
                        raise CannotShow(TOO_LARGE)
                    parser.Parse(piece)
                parser.Parse(b"", True)
        except (expat.ExpatError, KeyError, zipfile.BadZipFile, zlib.error, EOFError) as failure:
            raise CannotShow(UNREADABLE) from failure
        except (NotImplementedError, RuntimeError, ValueError) as failure:
            raise CannotShow(UNREADABLE) from failure


def _refuse(*_: object) -> None:
    """A document of ours has no business with entities of its own."""
    raise CannotShow(UNREADABLE)


def _strings(archive: _Archive) -> list[str]:
    """The texts that cells name by number."""
    if "xl/sharedStrings.xml" not in archive.zip.namelist():
        return []
    strings: list[str] = []
    inside: list[str] = []

    def start(tag: str, _attributes: dict[str, str]) -> None:
        inside.append(tag)
        if tag == "si":
            strings.append("")

    def words(said: str) -> None:
        if inside[-1] == "t" and strings and len(strings[-1]) < LETTERS:
            strings[-1] += said

    def end(_tag: str) -> None:
        inside.pop()

    archive.parse("xl/sharedStrings.xml", start, end, words)
    return strings


def _sheet(archive: _Archive, part: str, name: str, shared: list[str]) -> dict[str, Any]:
    rows: list[list[str]] = []
    cell: dict[str, str] = {}
    inside: list[str] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        inside.append(tag)
        if tag == "row":
            count += 1
            if count <= ROWS:
                rows.append([])
        elif tag == "c":
            cell.update(type=attributes.get("t", ""), at=attributes.get("r", ""), says="")

    def end(tag: str) -> None:
        inside.pop()
        if tag == "c" and rows and count <= ROWS:
            _place(rows[-1], cell, shared)

    def words(said: str) -> None:
        if inside[-1] in {"v", "t"}:
            cell["says"] = cell.get("says", "") + said

    archive.parse(part, start, end, words)
    return {"name": name, "rows": [row for row in rows if any(row)], "more": max(0, count - ROWS)}


def _place(row: list[str], cell: Mapping[str, str], shared: list[str]) -> None:
    """The cell where its name puts it, the ones left out before it empty."""
    column = _column(cell["at"]) if cell["at"] else len(row)
    if not len(row) <= column < COLUMNS:
        return
    says = cell["says"]
    if cell["type"] == "s":
        number = int(says) if says.isdecimal() else -1
        says = shared[number] if 0 <= number < len(shared) else ""
    row.extend([""] * (column - len(row)) + [plain(says)])


def _column(place: str) -> int:
    """A1 is in column 0, AB12 in 27."""
    number = 0
    for letter in re.sub(r"[^A-Z]", "", place)[:4]:
        number = number * 26 + ord(letter) - 64
    return number - 1

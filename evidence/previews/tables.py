"""CSV: its rows, as a table."""

from __future__ import annotations

import csv
import io
from typing import Any

from evidence.previews.limits import COLUMNS, LETTERS, ROWS, CannotShow, plain

SAMPLE = 4_096  # letters that tell what separates the columns


def read(content: bytes) -> dict[str, Any]:
    text = _decoded(content)
    rows: list[list[str]] = []
    count = 0
    try:
        for count, row in enumerate(csv.reader(io.StringIO(text[: 10 * LETTERS]), _dialect(text)), start=1):
            if count <= ROWS:
                rows.append([plain(cell) for cell in row[:COLUMNS]])
    except csv.Error as failure:
        raise CannotShow("This table could not be read; download it.") from failure
    table = {"name": "", "rows": [row for row in rows if any(row)], "more": max(0, count - ROWS)}
    return {"sort": "tables", "tables": [table], "notes": []}


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _dialect(text: str) -> type[csv.Dialect]:
    try:
        return csv.Sniffer().sniff(text[:SAMPLE], delimiters=",;\t")
    except csv.Error:
        return csv.excel

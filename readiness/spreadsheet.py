"""CSV for a spreadsheet: the one place where tables leave the program as text, with no cell that runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, or skips on the way to one; wide forms count too.
BEGINS_A_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠\t\r\n\0]")


def as_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table in UTF-8 with its mark, every cell quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([_as_text(cell) for cell in row] for row in (head, *rows))
    return text.getvalue().encode("utf-8-sig")


def _as_text(cell: str) -> str:
    """The cell with an apostrophe before it, where it would be taken for a formula."""
    return f"'{cell}" if BEGINS_A_FORMULA.match(cell) else cell

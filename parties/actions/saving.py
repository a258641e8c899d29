"""Rows saved as valid, and the next place and id among them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Model

Row = TypeVar("Row", bound=Model)


def save_valid(row: Row) -> Row:
    """Save a row that its own fields and constraints find right; else ``ValidationError``, field by field."""
    row.full_clean()
    row.save()
    return row


def next_local_id(prefix: str, taken: Collection[str]) -> str:
    """The first free id of the form ``prefix-1`` within one document."""
    number = 1
    while f"{prefix}-{number}" in taken:
        number += 1
    return f"{prefix}-{number}"


def next_position(rows: Any) -> int:
    """The place after the last of a document's rows (a related manager whose rows have a ``position``)."""
    last: int | None = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1

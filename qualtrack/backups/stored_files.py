"""The files that the database names, and the store that holds them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from qualtrack.backups.archive import Part, copied


def queries() -> Iterator[str]:
    """One for each column that names files: their names in the store, lengths and digests.

    What was erased is not asked for, though its bytes may not be gone yet.
    """
    for model in apps.get_models():
        about = model._meta  # noqa: SLF001 - Django's own way to ask a model
        for field in about.concrete_fields:
            if isinstance(field, FileField):
                # A table of files keeps with each its length and digest; where one does not, this fails.
                size, sha256 = (about.get_field(name).column for name in ("size", "sha256"))  # type: ignore[union-attr]
                columns = f"{field.column}, {size}, {sha256}"
                kept = f"{field.column} <> ''"
                if any(one.name == "erased_at" for one in about.concrete_fields):
                    kept += " AND erased_at IS NULL"
                yield f"SELECT {columns} FROM {about.db_table} WHERE {kept}"  # noqa: S608 - our names


def difference(part: Part) -> str:
    """What is wrong with a file in the store; empty where it is the one that was handed in."""
    try:
        with default_storage.open(part.name) as content:
            found = copied(content)
    except FileNotFoundError:
        return "it is not in the store"
    return "" if found == (part.size, part.sha256) else "the store has other bytes than were handed in"

"""Bringing the store in line with the rows: files that wait for their names, and files that no row names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.apps import apps
from django.db.models import FileField, QuerySet
from django.utils import timezone

from evidence.erasing import names_to_remove, remove_erased
from evidence.stores import store
from evidence.stores.promises import INCOMING, incoming

logger = logging.getLogger(__name__)

OLD = timedelta(days=1)  # longer than any upload, transaction or pack is under way
AT_ONCE = 500  # names in one query
Found = tuple[str, datetime]


@dataclass
class Swept:
    """How many files got their names, were removed, and could not be seen to."""

    settled: int = 0
    removed: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"{self.settled} given their names, {self.removed} removed, {self.failed} failed"


def sweep_files(*, unnamed_too: bool = False) -> Swept:
    """Finish what programs that died left in the store.

    A file that came in and is named by a row gets its name. One that no row names goes when it is a day old,
    and the bytes of an erased file at once.
    ``unnamed_too`` removes, at that age, files that had their names and lost their rows: those of a database
    that was emptied on purpose. Never do so where an older copy of the database was put back.
    """
    swept, before = Swept(), timezone.now() - OLD
    for batch in _batches(store.written(INCOMING)):
        finals = {place.removeprefix(INCOMING): at for place, at in batch}
        named = named_by_rows(finals)
        for name, at in finals.items():
            if name in named:
                swept.settled += _done(swept, store.settle, name)
            elif at < before:
                swept.removed += _done(swept, store.remove, incoming(name))
    for name in names_to_remove():
        swept.removed += _done(swept, remove_erased, name)
    swept.removed += store.stop_writing(before=before)
    if unnamed_too:
        _remove_unnamed(swept, before)
    return swept


def named_by_rows(names: Collection[str]) -> set[str]:
    """Which of these names a row of any room has as its file."""
    found: set[str] = set()
    for field in _file_fields():
        rows = _rows(field).filter(**{f"{field.name}__in": list(names)})
        found.update(rows.values_list(field.name, flat=True))
    return found


def _file_fields() -> list[FileField]:
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]  # noqa: SLF001
    return [field for field in fields if isinstance(field, FileField)]


def _rows(field: FileField) -> QuerySet[Any]:
    """All of them, whatever a manager would leave out."""
    return QuerySet(field.model)


def _room(field: FileField) -> str:
    """Each room's files are in a folder of its name."""
    return field.model._meta.app_label  # noqa: SLF001


def _remove_unnamed(swept: Swept, before: datetime) -> None:
    for room in sorted({_room(field) for field in _file_fields()}):
        for batch in _batches(store.written(f"{room}/")):
            named = named_by_rows([name for name, _ in batch])
            for name, at in batch:
                if name not in named and at < before:
                    swept.removed += _done(swept, store.remove, name)


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    rest = iter(found)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _done(swept: Swept, do: Callable[[str], None], name: str) -> bool:
    try:
        do(name)
    except OSError:
        logger.exception("%s was not seen to", name)
        swept.failed += 1
        return False
    return True

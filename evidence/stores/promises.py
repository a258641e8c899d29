"""What every store can do beyond Django's own storages, and how it brings a file in.

A file is written under a temporary name, ``incoming/`` and its own. It gets its own once the row that names
it is committed. If the program dies between the two, nothing is lost: whoever reads it finds it under either
name, and sweeping moves it. What no row names after a day came of a transaction that failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TypeVar

from django.core.files.storage import Storage

Found = TypeVar("Found")

INCOMING = "incoming/"


class StoreFailed(OSError):
    """The store gave no answer, or refused; what was asked of it may or may not be done."""


def incoming(name: str) -> str:
    """The name under which a file is until its row is committed."""
    return INCOMING + name


def at_either_name(name: str, look: Callable[[str], Found]) -> Found:
    """What a look gives, whichever name the file has by now."""
    # Moved between the first two looks, it is there at the third.
    for place in (name, incoming(name), name):
        try:
            return look(place)
        except FileNotFoundError:
            continue
    raise FileNotFoundError(name)


class Store(Storage):
    """A storage with temporary names. Every method raises ``OSError`` where the store fails.

    Opening and deleting are of a file whichever name it has by now.
    """

    def remove(self, place: str) -> None:
        """Remove the file of exactly this name, if it is there."""
        raise NotImplementedError

    def settle(self, name: str) -> None:
        """Give a file its own name, for good. ``FileNotFoundError`` where it has neither name."""
        raise NotImplementedError

    def written(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """The names of the files below a folder, ``name/``, with when each was last written."""
        raise NotImplementedError

    def stop_writing(self, *, before: datetime) -> int:
        """Give up what has been half written since before that moment; how many."""
        raise NotImplementedError

    def link(self, name: str, *, filename: str, content_type: str) -> str | None:
        """A link by which a browser gets the file from the store, for a minute; None where it can't."""
        raise NotImplementedError

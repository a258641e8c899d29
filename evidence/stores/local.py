"""Files in a directory of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from evidence.stores.promises import Store, at_either_name, incoming


class LocalStore(Store, FileSystemStorage):
    """A directory; a file gets its own name in one step, so nobody ever sees half of one."""

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        look = super()._open  # type: ignore[misc]  # the stubs leave it out
        return at_either_name(name, lambda place: look(place, mode))

    def delete(self, name: str) -> None:
        super().delete(incoming(name))
        super().delete(name)

    def remove(self, place: str) -> None:
        super().delete(place)

    def _save(self, name: str, content: File[Any]) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        with Path(self.path(saved)).open("rb") as written:
            os.fsync(written.fileno())  # the row that names it must not outlive it
        return saved

    def settle(self, name: str) -> None:
        source, target = Path(self.path(incoming(name))), Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
        except FileNotFoundError:
            if not target.exists():
                raise

    def written(self, folder: str) -> Iterator[tuple[str, datetime]]:
        root = Path(self.path(""))
        for directory, _, names in os.walk(root / folder):
            for name in names:
                path = Path(directory, name)
                try:
                    at = path.stat().st_mtime
                except FileNotFoundError:  # moved meanwhile
                    continue
                yield path.relative_to(root).as_posix(), datetime.fromtimestamp(at, UTC)

    def stop_writing(self, *, before: datetime) -> int:
        """A file half written is a file of that age in the folder of those coming in."""
        return 0

    def link(self, name: str, *, filename: str, content_type: str) -> str | None:
        return None

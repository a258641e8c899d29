"""What both databases give: a dump, and answers, of one and the same moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    dump: Path
    version: int
    ask: Callable[[str], Iterator[tuple[Any, ...]]]

"""Whether something is done whole, or not at all: rows, files, the journal's chain and facts versions."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from evidence.models import EvidenceFile
from evidence.sweeping import sweep_files
from journal.models import Entry
from journal.verification import verify
from parties.models import SmartDataService
from tests.parties.changes import everything, files_held, places_held


def now() -> dict[str, Any]:
    """All there is, but for when people signed in."""
    return everything() | {"Person": None}


def size(state: dict[str, Any]) -> Counter[str]:
    """How much there is of each: what an act adds to it is the same each time."""
    counts = Counter({name: len(rows) for name, rows in state.items() if rows is not None})
    counts["facts versions"] = sum(SmartDataService.objects.values_list("facts_version", flat=True))
    return counts


def check_whole() -> None:
    """What holds always: the chain is whole, each row's file is what was recorded."""
    entries = verify().whole.entries
    assert entries == Entry.objects.count()
    for file in EvidenceFile.objects.all():
        assert hashlib.sha256(file.content.read()).hexdigest() == file.sha256


def sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is left half way came in under its temporary name, so that it goes in time."""
    stays = {place for place in places_held() if not place.startswith("incoming/")}
    with monkeypatch.context() as patched:
        patched.setattr("evidence.sweeping.OLD", timedelta(days=-1))
        swept = sweep_files()
    assert swept.failed == 0
    assert stays <= set(files_held())

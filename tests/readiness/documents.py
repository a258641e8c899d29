"""Facts documents for tests of the way in and out."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from parties.models import SmartDataService
from readiness.actions import import_facts
from readiness.actions.imports import Imported

EXAMPLES = Path(__file__).parents[1] / "assumptions" / "examples"
Document = dict[str, Any]


def example(name: str = "both-routes-non-sit") -> Document:
    document: Document = json.loads((EXAMPLES / f"{name}.json").read_text())
    return document


def changed(document: Document, **parts: Any) -> Document:
    """A copy with some of its top-level parts replaced."""
    return deepcopy(document) | parts


def load(document: Document, *, replace_programme: bool = False) -> Imported:
    return import_facts(text=json.dumps(document), replace_programme=replace_programme)


def loaded(name: str = "both-routes-non-sit") -> SmartDataService:
    return load(example(name)).service

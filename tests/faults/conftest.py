"""What the tests of faults share."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings as project

from qualtrack import log
from tests.faults.acts import BY_PAGE, Do, import_facts

ACTS = [*BY_PAGE, "import"]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the console handler of the settings would print."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging_of_ours: Any = project.LOGGING
    line = logging_of_ours["formatters"]["line"]
    handler.setFormatter(logging.Formatter(line["format"], style=line["style"]))
    handler.addFilter(log.WithIds())
    handler.setLevel(logging.WARNING)
    loggers = [logging.getLogger(), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch) -> Callable[[str], Do]:
    """An act by its name, ready to be done once."""
    monkeypatch.setattr(current_app, "send_task", lambda task, args: None)

    def put(text: str) -> str:
        place = tmp_path / f"facts-{len(list(tmp_path.iterdir()))}.json"
        place.write_text(text)
        return str(place)

    return lambda name: import_facts(put) if name == "import" else BY_PAGE[name]()

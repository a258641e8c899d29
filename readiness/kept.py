"""Results that were computed once and are good until something changes.

What is kept is named by the versions of the SDS's facts, of the programme and of the rules, each of which an
action raises with what it changes; so nothing is ever stale, and nothing has to be thrown away. A facts
document is kept with the days on which its result changes, and a result under the first of its days.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from importlib import resources
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.db.models import Subquery
from redis.exceptions import RedisError

from assumptions import RULES_VERSION, Evaluation, read_facts
from assumptions.kept import days_of_change, first_day, keep, take_up
from parties.models import Programme, SmartDataService
from readiness.facts import Document

logger = logging.getLogger(__name__)
T = TypeVar("T")
Texts = dict[str, str]


@cache
def rules() -> str:
    """The rules' version, and a digest of their source and of what makes the documents that they read.

    So one that is mended without a new version counts too.
    """
    sources = [file for file in _files(resources.files("assumptions")) if file.name.endswith(".py")]
    sources.append(resources.files("readiness") / "facts.py")
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()
    return f"{RULES_VERSION}-{digest[:16]}"


def _files(folder: Any) -> list[Any]:
    inside = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return [file for entry in inside for file in (_files(entry) if entry.is_dir() else [entry])]


def _versions(services: Iterable[SmartDataService]) -> Iterator[tuple[UUID, list[str]]]:
    """Which facts and settings stand now, each by number and moment: see ``parties.changes``.

    They are read anew, as the rows at hand may be from before an action.
    """
    programme = Programme.objects.order_by("pk")
    wanted = SmartDataService.objects.filter(pk__in=[service.pk for service in services]).values_list(
        "pk",
        "facts_version",
        "facts_changed_at",
        Subquery(programme.values("version")[:1]),
        Subquery(programme.values("changed_at")[:1]),
    )
    for pk, *changes in wanted:
        yield pk, [str(each).replace(" ", "T") for each in changes]


def may_be_kept() -> bool:
    """Within a transaction the versions may be such as will never be; what is seen there stays there."""
    return not connection.in_atomic_block


class _KeptFacts(NamedTuple):
    document: Document
    days: list[date]

    @classmethod
    def read(cls, text: str) -> _KeptFacts:
        kept = json.loads(text)
        return cls(kept["document"], [date.fromisoformat(day) for day in kept["days"]])

    def written(self) -> str:
        return json.dumps({"document": self.document, "days": [day.isoformat() for day in self.days]})


class KeptResults:
    """The kept results of some SDSs. Without a store to reach, all are made anew."""

    def __init__(self, services: Iterable[SmartDataService]) -> None:
        self._names = {pk: ":".join([rules(), str(pk), *changes]) for pk, changes in _versions(services)}
        read = self._read(self._names.values())
        by_name = {name: service for service, name in self._names.items()}
        self._facts = {by_name[name]: _KeptFacts.read(text) for name, text in read.items()}
        self._new: Texts = {}

    def document(self, service: UUID, as_of: date) -> Document | None:
        """The kept facts document of an SDS, as of a day."""
        facts = self._facts.get(service)
        return None if facts is None else facts.document | {"as_of": as_of.isoformat()}

    def evaluations(self, documents: Mapping[UUID, Document], as_of: date) -> dict[UUID, Evaluation]:
        """Those of the documents whose result is kept for the day, taken up again."""
        named = {self._result(service, as_of): service for service in self._facts.keys() & documents}
        kept = {named[name]: json.loads(text) for name, text in self._read(named).items()}
        return {
            service: take_up(result, partial(read_facts, documents[service]), as_of)
            for service, result in kept.items()
        }

    def put(self, service: UUID, document: Document, evaluation: Evaluation) -> None:
        """Remember a new result, to be kept by ``keep_new``."""
        if service not in self._facts:
            self._facts[service] = _KeptFacts(document, days_of_change(read_facts(document)))
            self._new[self._names[service]] = self._facts[service].written()
        self._new[self._result(service, evaluation.as_of)] = json.dumps(keep(evaluation))

    def keep_new(self) -> None:
        if self._new:
            _reached(lambda: caches["results"].set_many(self._new), otherwise=[])

    def _result(self, service: UUID, day: date) -> str:
        return f"{self._names[service]}:{first_day(self._facts[service].days, day)}"

    def _read(self, names: Iterable[str]) -> Texts:
        return _reached(lambda: caches["results"].get_many(list(names)), otherwise={})


def _reached(ask: Callable[[], T], *, otherwise: T) -> T:
    """A store that can't be reached costs time, and no page."""
    try:
        return ask()
    except (RedisError, OSError):
        logger.warning("The store of kept results can't be reached; results are made anew", exc_info=True)
        return otherwise

"""What an action changed: its journal entry, facts versions and tables; or that it changed nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model

from evidence.stores import store
from evidence.stores.promises import INCOMING
from journal.models import Entry
from parties.errors import Refused
from parties.models import Organisation, Person, SmartDataService

ROOMS = ("packs", "readiness", "evidence", "parties", "jobs", "journal")


class Change:
    """The entry of the change, once its block has ended."""

    entry: Entry

    def says(
        self,
        action: str,
        *,
        by: Person,
        of: Model,
        about: Organisation | None,
        concerns: Collection[Model] = (),
        old: dict[str, Any] | None = None,
        new: dict[str, Any] | None = None,
        why: str = "",
    ) -> None:
        """Check all of the entry; it concerns what was changed in any case."""
        entry = self.entry
        assert entry.action == action
        assert (entry.actor_kind, entry.actor_id, entry.actor_label) == ("person", by.pk, by.name)
        assert (entry.subject_kind, entry.subject_id) == (type(of).__name__.lower(), of.pk)
        assert entry.subject_label == str(of)
        assert entry.about_id == (about.pk if about else None)
        assert entry.about_label == (about.name if about else "The programme")
        assert (entry.old, entry.new, entry.why) == (old or {}, new or {}, why)
        concerned = set(entry.concerns.values_list("object_id", flat=True))
        assert concerned == {of.pk, *(thing.pk for thing in concerns)}


@contextmanager
def one_change(*, raises: Iterable[SmartDataService]) -> Iterator[Change]:
    """Check that a block makes one journal entry and raises the facts version of these SDSs alone, by one."""
    last = Entry.objects.order_by("pk").last()
    before = _facts_versions()
    change = Change()
    yield change
    (change.entry,) = Entry.objects.filter(pk__gt=last.pk if last else 0)
    raised = {key: version - before.get(key, version) for key, version in _facts_versions().items()}
    expected = {service.pk for service in raises}
    assert raised == {key: int(key in expected) for key in raised}


def _facts_versions() -> dict[Any, int]:
    return dict(SmartDataService.objects.values_list("pk", "facts_version"))


def everything() -> dict[str, Any]:
    """All rows of our tables and all files in the store, to be compared with those at another time."""
    rows: dict[str, Any] = {
        model.__name__: sorted(model._base_manager.values_list(), key=str)
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    }
    return rows | {"files": files_held()}


def files_held() -> list[str]:
    """The names of the files in the store. In a test whose transaction never ends, none gets its own."""
    return sorted(place.removeprefix(INCOMING) for place in places_held())


def places_held() -> list[str]:
    """The names that the files in the store have by now, temporary ones too."""
    return sorted(place for place, _ in store.written(""))


@contextmanager
def refused(sentence: str, *, field: str | None = None) -> Iterator[None]:
    """Check that a block is refused in these words, about that input, and changes nothing."""
    before = everything()
    with pytest.raises((Refused, ValidationError)) as refusal:
        yield
    if isinstance(refusal.value, ValidationError):
        told = {name: messages[0] for name, messages in refusal.value.message_dict.items()}
        assert told == {field or "__all__": sentence}
    else:
        assert (str(refusal.value), getattr(refusal.value, "field", None)) == (sentence, field)
    assert everything() == before

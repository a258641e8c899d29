"""The way in for facts documents: each stands alone, all of it or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from assumptions import InvalidFacts, Problem, parse_facts, read_facts
from assumptions.document import as_document
from journal import clock
from journal.actions import Reference
from journal.models import Entry
from parties.actions import change_programme
from parties.changes import record_change
from parties.models import Programme, SmartDataService
from parties.transactions import in_one_transaction
from readiness.differences import differences
from readiness.facts import Document, facts_document
from readiness.imported_rows import write_rows

IMPORT = Reference("import", None, "Import of facts")


class Came(Enum):
    """What became of a document that was imported."""

    NEW = "added"
    CHANGED = "changed"
    SAME = "unchanged"


@dataclass(frozen=True, slots=True)
class Imported:
    """The SDS that a document told of, and the programme's settings that came with it, by name."""

    service: SmartDataService
    came: Came
    settings: tuple[str, ...] = ()


@in_one_transaction
def import_facts(*, text: str | bytes, replace_programme: bool = False) -> Imported:
    """Load one facts document from its JSON text.

    Raises ``InvalidFacts`` with every problem where the document is not valid, differs from the programme's
    settings (``$.programme``, unless ``replace_programme``), or speaks of an SDS that was made here or on
    which people have acted since its last import. Then nothing is changed.
    """
    document = as_document(parse_facts(text))
    # The programme's row is also the lock that lets one import in at a time.
    Programme.objects.get_or_create(pk=1)
    programme = Programme.objects.select_for_update().get(pk=1)
    service = SmartDataService.objects.select_for_update().filter(slug=document["service"]["id"]).first()
    digest = _digest(document)
    same = service is not None and service.imported_sha256 == digest
    problems = [*_against_programme(document, programme, replace_programme)]
    if service is not None and not same:
        problems += _against_people(service)
    if problems:
        raise InvalidFacts(tuple(problems))
    # Entries come last: whoever holds the journal's lock waits for no row that another may hold.
    came = Came.SAME if same else Came.CHANGED if service else Came.NEW
    written = service if service and same else _write(document, digest, service)
    return Imported(written, came, _set_programme(document["programme"], programme))


def _write(document: Document, digest: str, service: SmartDataService | None) -> SmartDataService:
    before = _tables(service) if service else {}
    written = write_rows(document)
    # What a first import says is all in the tables: the journal keeps its digest, then the differences.
    changes = list(differences(before, _tables(written))) if service else [("sha256", None, digest)]
    entry = record_change(
        action="import_facts",
        actor=IMPORT,
        subject=written,
        about=written.provider,
        services=[written],
        old={path: old for path, old, _ in changes},
        new={path: new for path, _, new in changes},
        concerns=[*written.uses.values_list("item_id", flat=True)],
    )
    written.imported_sha256, written.imported_entry = digest, entry.pk
    written.save(update_fields=["imported_sha256", "imported_entry"])
    written.refresh_from_db()
    return written


def _against_programme(
    document: Document, programme: Programme, replace_programme: bool
) -> Iterator[Problem]:
    if replace_programme or not programme.is_set:
        return
    names = _other_settings(document["programme"], programme)
    if names:
        yield Problem(
            "$.programme",
            f"The programme's settings here are others ({', '.join(names)}). Correct the document, or import "
            "it with --replace-programme to change them for every service.",
        )


def _other_settings(settings: Document, programme: Programme) -> list[str]:
    return [name for name, value in settings.items() if value != getattr(programme, name)]


def _against_people(service: SmartDataService) -> Iterator[Problem]:
    if service.imported_entry is None:
        yield Problem(
            "$.service.id", f"{service} was made here, not imported. Give the document another service id."
        )
        return
    about = [service.pk, *service.uses.values_list("item_id", flat=True)]
    since = Entry.objects.filter(pk__gt=service.imported_entry, changes_facts=True)
    by_people = since.exclude(actor_kind=IMPORT.kind)
    for act in by_people.filter(concerns__object_id__in=about).distinct():
        yield Problem("$.service.id", f"Since the last import {_told(act)}. Enter the changes here instead.")


def _told(act: Entry) -> str:
    verb = act.action.replace("_", " ")
    return f"{act.actor_label} did '{verb}' on {act.subject_label} on {act.at.date():%-d %B %Y}"


def _set_programme(settings: Document, programme: Programme) -> tuple[str, ...]:
    """Set what differs, and say what did; the first import sets all."""
    names = _other_settings(settings, programme) if programme.is_set else list(settings)
    if names:
        change_programme(actor=IMPORT, settings=settings)
    return tuple(names)


def _tables(service: SmartDataService) -> Document:
    """What the tables say of the SDS itself, in the one form of documents."""
    fresh = SmartDataService.objects.get(pk=service.pk)
    return _own_part(as_document(read_facts(facts_document(fresh, as_of=clock.today()))))


def _own_part(document: Document) -> Document:
    return {key: part for key, part in document.items() if key not in {"as_of", "programme"}}


def _digest(document: Document) -> str:
    text = json.dumps(_own_part(document), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

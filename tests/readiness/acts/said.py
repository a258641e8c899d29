"""What an act is, and how it finds what a document says of and the row that says the same.

Each act takes the SDS and its document, does one thing by an action, and changes the document as it expects
the export to change. It raises ``NothingToDo`` where the document offers nothing to do it to.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from assumptions.vocabulary import EvidenceKind
from evidence.models import EvidenceItem, QadSection, Use
from journal import clock
from parties.models import CollectionRoute, SmartDataService

Document = dict[str, Any]
Act = Callable[[SmartDataService, Document], None]
ACTS: dict[str, Act] = {}


class NothingToDo(Exception):
    """The document has nothing that this act could be done to."""


def act(function: Act) -> Act:
    ACTS[function.__name__] = function
    return function


def today() -> str:
    return clock.today().isoformat()


T = TypeVar("T")


def first(rows: list[T]) -> T:
    if not rows:
        raise NothingToDo
    return rows[0]


def route_said(document: Document) -> Document:
    routes: list[Document] = document["routes"]
    return first(routes)


def route_of(service: SmartDataService, said: Document) -> CollectionRoute:
    return service.routes.get(local_id=said["id"])


def item_said(document: Document) -> Document:
    papers: list[Document] = [
        said for said in document["evidence"] if not EvidenceKind(said["kind"]).is_a_check
    ]
    return first([said for said in papers if said["submitted_on"] <= today()])


def use_of(service: SmartDataService, said: Document) -> Use:
    return service.uses.get(local_id=said["id"])


def item_of(service: SmartDataService, said: Document) -> EvidenceItem:
    return use_of(service, said).item


def section_said(document: Document) -> Document:
    sections: list[Document] = document["qad"]["sections"]
    return first(sections)


def section_of(service: SmartDataService, said: Document) -> QadSection:
    return service.qad_sections.get(local_id=said["id"])

"""A form that is sent twice, by a double click or after a lost answer, makes one item."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from evidence.files import StoredFile
from evidence.models import EvidenceItem
from parties.errors import Refused
from parties.models import CollectionRoute, Person, SmartDataService


class MadeBefore(Exception):
    """The form made this item already, so nothing more is made."""

    def __init__(self, item: EvidenceItem) -> None:
        super().__init__(str(item.pk))
        self.item = item


def stop_if_made(
    key: UUID | None,
    *,
    by: Person,
    item: EvidenceItem,
    service: SmartDataService,
    routes: Collection[CollectionRoute],
    file: StoredFile | None,
) -> None:
    """``MadeBefore`` if the form made such an item; ``Refused`` if it made another. Call under the lock."""
    made = EvidenceItem.objects.filter(request_key=key).first() if key else None
    if made is None:
        return
    if _maker(made) != by.pk or not _is_the_same(made, item, service, routes, file):
        raise Refused("This form has been used already. To hand in something else, open the page anew.")
    raise MadeBefore(made)


def _maker(item: EvidenceItem) -> UUID | None:
    """Who handed it in, or recorded it as decided."""
    return item.handed_in_by_id or item.decisions.values_list("decided_by", flat=True).first()


def _is_the_same(
    made: EvidenceItem,
    item: EvidenceItem,
    service: SmartDataService,
    routes: Collection[CollectionRoute],
    file: StoredFile | None,
) -> bool:
    use = made.uses.filter(service=service).first()
    return (
        use is not None
        and set(use.routes.all()) == set(routes)
        and _said(made) == _said(item)
        and {one.sha256 for one in made.files.all()} == ({file.sha256} if file else set())
    )


def _said(item: EvidenceItem) -> tuple[object, ...]:
    return item.kind, item.details, item.expires_on, item.replaces_id

"""What people are to packs."""

from __future__ import annotations

from packs.models import Pack
from parties.models import Person
from parties.permissions import provides_it, relation


@relation
def asked_for_by_them(person: Person, pack: Pack | None) -> bool:
    return (
        isinstance(pack, Pack)
        and provides_it(person, pack.service)
        and pack.requested_by.organisation_id == person.organisation_id
    )

"""What people are to packs."""

from __future__ import annotations

from evidence.permissions import is_shared_with_qwg
from packs.models import Pack
from parties.models import Person, Role
from parties.permissions import provides_it, relation


@relation
def asked_for_by_them(person: Person, pack: Pack | None) -> bool:
    return (
        isinstance(pack, Pack)
        and provides_it(person, pack.service)
        and pack.requested_for_id == person.organisation_id
    )


@relation
def asked_for_by_the_qwg(person: Person, pack: Pack | None) -> bool:
    return (
        isinstance(pack, Pack)
        and person.role == pack.requested_as == Role.QWG
        and is_shared_with_qwg(pack.service)
    )

"""What people are to packs."""

from __future__ import annotations

from evidence.permissions import is_shared_with_qwg
from packs.models import Pack
from parties.models import Person, Role
from parties.permissions import may, provides_it, relation


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


@relation
def asked_for_it(person: Person, pack: Pack | None) -> bool:
    """Whether the person asked for the pack themselves, and may still see it."""
    return (
        isinstance(pack, Pack) and pack.requested_by_id == person.pk and may(person, "packs.see_pack", pack)
    )

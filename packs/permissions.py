"""Who may make and take packs: who may see the SDS that they are about. Staff look after the work itself."""

from __future__ import annotations

from rules.permissions import add_perm
from rules.predicates import predicate

from packs.models import Pack
from parties.models import Person
from parties.permissions import is_of_the_provider, is_programme_staff, may, sees_every_party


@predicate
def asked_for_it(person: Person, pack: Pack | None) -> bool:
    """Whether the person asked for the pack, and may still ask for one of that SDS."""
    return (
        pack is not None
        and pack.requested_by_id == person.pk
        and may(person, "packs.request_pack", pack.service)
    )


add_perm("packs.request_pack", sees_every_party | is_of_the_provider)
add_perm("packs.see_pack", sees_every_party | is_of_the_provider)
add_perm("packs.cancel_pack", is_programme_staff | asked_for_it)
add_perm("packs.see_jobs", is_programme_staff)
add_perm("packs.restart_job", is_programme_staff)
add_perm("packs.cancel_job", is_programme_staff)

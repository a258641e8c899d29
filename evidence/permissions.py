"""Who may do what with evidence and the QAD."""

from __future__ import annotations

from rules.permissions import add_perm
from rules.predicates import predicate

from evidence.models import EvidenceItem
from parties.models import Person, Role
from parties.permissions import (
    is_code_body,
    is_of_the_provider,
    is_programme_staff,
    is_reviewer,
    sees_every_party,
)


@predicate
def handed_it_in(person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.handed_in_by_id == person.pk


@predicate
def is_of_its_party(person: Person, item: EvidenceItem | None) -> bool:
    """A member of the organisation that the item is about, or for which it was handed in."""
    return (
        item is not None
        and person.role == Role.MEMBER
        and person.organisation_id in {item.about_id, item.handed_in_for_id}
    )


@predicate
def is_elexons_check(_person: Person, item: EvidenceItem | None) -> bool:
    return item is not None and item.kind_term.is_a_check


@predicate
def is_of_whom_it_was_handed_in_for(person: Person, item: EvidenceItem | None) -> bool:
    """A member of the party that handed the item in: others rely on it, so no other's takes it back."""
    return (
        item is not None
        and person.role == Role.MEMBER
        and item.handed_in_for_id is not None
        and person.organisation_id == item.handed_in_for_id
    )


@predicate
def provides_where_it_is_used(person: Person, item: EvidenceItem | None) -> bool:
    return (
        item is not None
        and person.role == Role.MEMBER
        and item.uses.filter(service__provider=person.organisation_id).exists()
    )


add_perm("evidence.see_every_item", sees_every_party)
add_perm("evidence.see_item", sees_every_party | is_of_its_party | provides_where_it_is_used)
add_perm("evidence.submit_evidence", is_programme_staff | is_of_the_provider)
add_perm(
    "evidence.withdraw_evidence",
    (is_code_body & is_elexons_check)
    | (~is_elexons_check & (is_programme_staff | is_of_whom_it_was_handed_in_for)),
)
add_perm("evidence.see_queue", is_programme_staff)
add_perm("evidence.decide", is_reviewer & ~handed_it_in)
add_perm("evidence.record_check", is_code_body)
add_perm("evidence.add_use", is_programme_staff | is_of_the_provider)
add_perm("evidence.file_in_pit", is_programme_staff | is_of_the_provider)
add_perm("evidence.file_in_qad", is_programme_staff | is_of_the_provider)
add_perm("evidence.withdraw_filing", is_programme_staff | is_of_the_provider)
add_perm("evidence.add_section", is_programme_staff | is_code_body | is_of_the_provider)
add_perm("evidence.write_section", is_programme_staff | is_of_the_provider)
add_perm("evidence.answer_section", is_code_body)
add_perm("evidence.sign_qad", is_programme_staff | is_of_the_provider)

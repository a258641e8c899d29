"""Who may do what with waivers, and see what."""

from rules.permissions import add_perm
from rules.predicates import predicate

from parties.models import Organisation, Person, Role
from parties.permissions import is_code_body, is_programme_staff, sees_every_party


@predicate
def is_a_member(person: Person, organisation: Organisation | None) -> bool:
    return (
        organisation is not None and person.role == Role.MEMBER and person.organisation_id == organisation.pk
    )


add_perm("readiness.grant_waiver", is_programme_staff | is_code_body)
add_perm("readiness.end_waiver", is_programme_staff | is_code_body)
add_perm("readiness.see_conflicts", is_programme_staff)
add_perm("readiness.see_organisation_timeline", sees_every_party | is_a_member)

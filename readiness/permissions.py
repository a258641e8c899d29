"""Who may do what with waivers, and see what."""

from rules.permissions import add_perm

from parties.permissions import is_code_body, is_programme_staff

add_perm("readiness.grant_waiver", is_programme_staff | is_code_body)
add_perm("readiness.end_waiver", is_programme_staff | is_code_body)
add_perm("readiness.see_conflicts", is_programme_staff)

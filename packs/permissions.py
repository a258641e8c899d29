"""Who may make and take packs: who may see the SDS that they are about."""

from __future__ import annotations

from rules.permissions import add_perm

from parties.permissions import is_of_the_provider, sees_every_party

add_perm("packs.request_pack", sees_every_party | is_of_the_provider)
add_perm("packs.see_pack", sees_every_party | is_of_the_provider)

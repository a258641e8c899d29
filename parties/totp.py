"""Whether somebody must sign in with a code from an authenticator app, beside the password."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings

from parties.models import Person, Role

ASKED_OF = frozenset({Role.REVIEWER, Role.CODE_BODY, Role.ADMINISTRATOR})


def requires_totp(person: Person) -> bool:
    return bool(settings.REQUIRE_TOTP) and (person.role in ASKED_OF or person.is_staff)


def has_totp(person: Person) -> bool:
    if person.signs_in_with_totp is not None:
        return person.signs_in_with_totp
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())

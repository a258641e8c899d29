"""Who signed in, as each request loads them."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from parties.models import Person, Programme


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """Loads, in one query, what every page asks of who reads it and says around itself."""

    def get_user(self, user_id: Any) -> Person | None:
        app = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        around: dict[str, Any] = {
            "signs_in_with_totp": Exists(app),
            "sees_demonstration": Exists(Programme.objects.filter(is_demonstration=True)),
        }
        people = Person.objects.select_related("organisation").annotate(**around)
        person = people.filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None

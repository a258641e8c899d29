"""Which colours pages have: by the reader's own choice, else this browser's, else the system's."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from parties.models import Person, Theme

KEPT_FOR = timedelta(days=365)

Answer = TypeVar("Answer", bound=HttpResponseBase)


def theme_of(request: HttpRequest | None) -> Theme:
    """A page that failed is made without its request, and looks as the system does."""
    person = getattr(request, "user", None)
    if isinstance(person, Person):
        return Theme(person.theme)
    kept = request.COOKIES.get(settings.THEME_COOKIE_NAME) if request else None
    return Theme(kept) if kept in Theme.values else Theme.SYSTEM


def keep_theme(answer: Answer, theme: Theme) -> Answer:
    """Let the browser keep it too, so that signing in looks as what comes after it."""
    answer.set_cookie(
        settings.THEME_COOKIE_NAME,
        theme.value,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer

"""What the program says to a person on the next page; a form that was sent twice gets one answer."""

from __future__ import annotations

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage


class SaidOnce(SessionStorage):
    """Messages in the session, none twice before it is read."""

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        if Message(level, message) not in self:
            super().add(level, message, extra_tags)

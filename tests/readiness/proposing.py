"""Going through a form that shows what follows before it is saved."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client

from tests.readiness.pages import words

HIDDEN = re.compile(r"<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?")


class Asked:
    """What a person typed has come to: the page that shows what follows, or that form again."""

    def __init__(self, client: Client, address: str, typed: dict[str, Any]) -> None:
        self.client, self.address = client, address
        self.answer = client.post(address, typed)
        self.markup = self.answer.content.decode()
        self.text = words(self.markup)

    @property
    def hidden(self) -> dict[str, list[str]]:
        """What the page sends when its button is pressed."""
        sent: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(self.markup):
            sent.setdefault(name, []).append(html.unescape(value))
        return sent

    def save(self) -> Any:
        """Press the button."""
        assert "confirmed" in self.hidden, self.text
        return self.client.post(self.address, self.hidden)

    def go_back(self) -> Asked:
        return Asked(self.client, self.address, self.hidden | {"back": "yes"})

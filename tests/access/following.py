"""Following every link that somebody is shown."""

from __future__ import annotations

import html
import re
from collections import deque

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from journal import clock
from tests.access.world import undone
from tests.parties.builders import days_ago, on

LINK = re.compile(r"\b(?:href|hx-get)=\"([^\"#]+)\"")
FORM = re.compile(r"<input[^>]*type=\"radio\" name=\"paper\" value=\"([^\"]+)\"")
# Of pages that differ in the rule alone few are looked at: the rulebook's, and those that grant a waiver.
RULES = re.compile(
    r"/rulebook/(?!A203/$|requirements/A094\.SECURITY/$).+|.+/waivers/new/\?requirement=(?!A094\.SECURITY).+"
)
NEW_KEY = "/account/two-steps/set-up/"  # shows another one each time, and nothing of anybody else

NOT_PAGES = ("/static", NEW_KEY)


def told(answer: HttpResponseBase) -> str:
    """All that an answer says, its headers too."""
    content: bytes = answer.getvalue()
    heads = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{heads}\n{html.unescape(content.decode(errors='replace'))}"


def reached(client: Client) -> dict[str, str]:
    """Every page and file that somebody comes to by following links, with what it says.

    That they were read is undone, and was at noon, so that whoever comes next reads the same.
    """
    with undone(), on(clock.today()):
        return _reached(client)


def _reached(client: Client) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = deque([reverse("readiness:home"), f"{reverse('readiness:portfolio')}?as_of={days_ago(15)}"])
    while waiting:
        address = waiting.popleft()
        if address in found or address.startswith(NOT_PAGES) or RULES.fullmatch(address):
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        found[address] = told(answer)
        links = [*LINK.findall(found[address]), *(f"?paper={key}" for key in FORM.findall(found[address]))]
        waiting.extend(_absolute(link, address) for link in links if not link.startswith(("http", "mailto:")))
    return found


def _absolute(link: str, page: str) -> str:
    return page.partition("?")[0] + link if link.startswith("?") else link

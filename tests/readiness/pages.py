"""Pages as tests read them: the words that a person sees, in the order in which they stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.test import Client

from parties.models import Person
from tests.parties.changes import everything


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Check that a block leaves all rows and files as they were, but for when people signed in."""
    before = everything() | {"Person": None}
    yield
    assert everything() | {"Person": None} == before


def words(markup: str) -> str:
    """The text without tags, on one line."""
    text = re.sub(r"<(script|style|head)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    text = re.sub(r'<span class="qt-id">([^<]*)</span>', r"\1", text)  # it stands within a sentence
    return (
        " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()).replace(" .", ".").replace(" ,", ",")
    )


def page(person: Person, url: str, **asked: str) -> str:
    """The markup of a page as the person gets it, the note that they opened it being made on the way."""
    response = signed_in(person).get(url, asked, follow=True)
    assert response.status_code == 200, response
    return str(response.content.decode())


def sent(person: Person, url: str, typed: dict[str, Any]) -> Any:
    """Where a form leads to; a page that notes who opens it sends them to itself first."""
    client = signed_in(person)
    answer = client.post(url, typed)
    while answer.status_code == 302:
        answer = client.get(answer["Location"])
    return answer


def part(markup: str, start: str, end: str) -> str:
    """What stands from one piece of markup to the next of another."""
    return markup.split(start, 1)[1].split(end, 1)[0]


def rows(markup: str) -> dict[str, list[str]]:
    """The body rows of a page's table by their heading, each cell in words."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", markup, flags=re.DOTALL):
        cells = [words(cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)]
        if cells:
            found[cells[0]] = cells[1:]
    return found

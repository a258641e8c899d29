"""A form that comes back asks the database as few things as a page that is opened, whatever was sent."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from readiness import kept
from tests.access.expected import OK, PAGES, Page
from tests.access.following import FORM, LINK
from tests.access.forms import Form, forms_of
from tests.access.test_queries import FEW_WHERE_FRESH, FEW_WHERE_KEPT, NO_PAGES, noted, stock
from tests.access.world import (
    ADMINISTRATOR,
    OTHER,
    OWN_ADMINISTRATOR,
    PROVIDER,
    REVIEWER,
    ROLE_OF,
    SUPERUSER,
    World,
    make_world,
    undone,
)
from tests.parties.builders import section
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
# What one chooses first on these pages, in their addresses.
CHOICES = ("?paper=", "?requirement=")
# Who has the same role and the same side as another: only what the other does not get is sent by them.
ALIKE = {OWN_ADMINISTRATOR: PROVIDER, SUPERUSER: OTHER, ADMINISTRATOR: REVIEWER}


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent to an address; ``of`` is the page whose form it is."""

    of: str
    address: str
    sent: Mapping[str, Any]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    yield make_world(monkeypatch)
    caches["results"].clear()


def pages_of(who: str) -> list[Page]:
    return [
        page
        for page in PAGES
        if who in page.who and ALIKE.get(who) not in page.who and page.url not in NO_PAGES
    ]


def all_that_is_sent(client: Client, world: World, who: str) -> Iterator[Sending]:
    """Nothing, wherever that is sent back; and what the forms of all pages send, each form once."""
    tried = set()
    for page in pages_of(who):
        address = page.address(world.things)
        # A page is opened before its form is sent, so that this is noted by then.
        forms = list(forms_on(client, address)) if page.get == OK else []
        if page.post == OK:
            yield Sending(page.url, address, {})
        for opened, form in forms:
            shape = page.url, *sorted(form.fields), *(str(button) for button in form.buttons)
            if shape in tried:
                continue
            tried.add(shape)
            for sent in form.sent():
                yield Sending(page.url, html.unescape(form.action) or opened, sent)


def forms_on(client: Client, address: str) -> Iterator[tuple[str, Form]]:
    """The forms of a page, and of the same page once one has chosen there."""
    markup = markup_of(client, address)
    links = [*LINK.findall(markup), *(f"?paper={key}" for key in FORM.findall(markup))]
    chosen = [link.partition("?") for link in links if any(choice in link for choice in CHOICES)]
    within = [f"{address}?{query}" for path, _, query in chosen if path in ("", address)]
    for opened in dict.fromkeys([address, *within]):
        yield from ((opened, form) for form in forms_of(markup_of(client, opened)))


def markup_of(client: Client, address: str) -> str:
    answer = client.get(address)
    told: bytes = answer.getvalue()
    return html.unescape(told.decode(errors="replace")) if answer["Content-Type"].startswith("text") else ""


def answered(client: Client, sending: Sending) -> tuple[int, int]:
    """The answer's status, and how many things were asked; what it did is undone."""
    for value in sending.sent.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with undone(), noted() as made:
        answer = client.post(sending.address, sending.sent)
    return answer.status_code, len(made)


@pytest.mark.parametrize("who", ROLE_OF)
def test_a_form_that_comes_back_asks_few_things(world: World, who: str):
    for what in ("service", "shared service"):
        section(world.things[what])
    stock(world, 3)
    client = signed_in(world.people[who])
    came_back, too_many = set(), []
    for sending in all_that_is_sent(client, world, who):
        caches["results"].clear()
        status, fresh = answered(client, sending)
        if status != OK:
            continue
        came_back.add(sending.of)
        _, with_kept = answered(client, sending)
        if fresh >= FEW_WHERE_FRESH or with_kept >= FEW_WHERE_KEPT:
            too_many.append((sending, fresh, with_kept))
    assert too_many == []
    assert came_back >= {page.url for page in pages_of(who) if page.post == OK}

"""Reloading a page or going back repeats nothing: what changes something goes on to a page by a redirect."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evidence.queries import LOOK
from journal.models import Entry
from tests.access.expected import GOES_ON, OK, PAGES, Page
from tests.access.test_walk import client_of
from tests.access.world import World, make_world, undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch) -> World:
    return make_world(monkeypatch)


def test_what_answers_a_form_with_a_page_has_changed_nothing(world):
    shown_again = [page for page in PAGES if page.post == OK]
    assert len(shown_again) >= 6
    for page in shown_again:
        assert changes_by(world, page) == 0, f"{page} changes something, and a reload would repeat it"


def changes_by(world: World, page: Page) -> int:
    """How many changes an empty form makes that is answered by a page."""
    address = reverse(page.url, args=[world.things[page.thing].pk] if page.thing else [])
    client = client_of(world, min(page.who))
    entries = Entry.objects.exclude(action=LOOK)  # which a page journals by itself
    with undone():
        before = entries.count()
        assert client.post(address).status_code == OK, page
        return entries.count() - before


def test_what_changes_something_is_answered_by_a_redirect_to_a_page_that_may_be_reloaded(world):
    acts = [page for page in PAGES if page.post == GOES_ON and not page.is_strangers_too]
    assert len(acts) >= 12
    for page in acts:
        address = reverse(page.url, args=[world.things[page.thing].pk] if page.thing else [])
        sent = {name: str(world.things[thing].pk) for name, thing in page.sends.items()}
        client = client_of(world, min(page.who))
        with undone():
            answer = client.post(address, sent)
            assert answer.status_code == GOES_ON, page
            assert client.get(answer["Location"]).status_code in (OK, GOES_ON), page

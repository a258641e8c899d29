"""One's own preferences, and the pages about keys and access for everybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from parties.keys import KEYS
from readiness.navigation import PLACES
from tests.parties.builders import member, organisation, reviewer
from tests.readiness.pages import page, signed_in, words

pytestmark = pytest.mark.django_db
PREFERENCES = "/account/preferences/"
SCRIPT = "qualtrack/keys"


def test_both_are_kept_and_pages_listen_no_more():
    bo = member(organisation())
    client = signed_in(bo)
    assert SCRIPT in client.get("/account/").content.decode()

    answer = client.post(PREFERENCES, {"theme": "dark"}, follow=True)

    bo.refresh_from_db()
    assert (bo.theme, bo.uses_keys) == ("dark", False)
    assert "Your preferences are kept." in answer.content.decode()
    assert client.cookies["theme"].value == "dark"
    assert SCRIPT not in client.get("/account/").content.decode()
    client.post(PREFERENCES, {"theme": "dark", "keys": "on"})
    assert SCRIPT in client.get("/account/").content.decode()


@pytest.mark.parametrize("theme", ["", "purple"])
def test_a_colour_that_is_none_is_refused_beside_its_field(theme):
    bo = reviewer()
    answer = signed_in(bo).post(PREFERENCES, {"theme": theme})
    assert answer.status_code == 200
    assert answer.content.decode().count("Choose light, dark or as the system.") == 2
    bo.refresh_from_db()
    assert (bo.theme, bo.uses_keys) == ("system", True)


def test_no_script_listens_before_somebody_has_signed_in():
    assert SCRIPT not in Client().get("/sign-in/").content.decode()


def test_the_page_of_keys_tells_whether_they_are_on():
    assert "You can switch them off" in words(page(reviewer(), "/keys/"))
    assert "You have switched them off." in words(page(reviewer(uses_keys=False), "/keys/"))
    assert "Once you have signed in" in words(Client().get("/keys/").content.decode())


def test_each_key_that_a_template_marks_is_told_on_the_page_of_keys():
    told = {" ".join(key.keys) for group in KEYS for key in group.keys}
    marked = {place.key for place in PLACES if place.key}
    for template in Path(settings.BASE_DIR / "templates").rglob("*.html"):
        marked |= set(re.findall(r'data-key="([^"{]+)"', template.read_text(encoding="utf-8")))
    assert {"/", "?", "a", "q", "r", "g p", "g q"} <= marked
    assert marked <= told


def test_the_statement_on_access_is_for_everybody():
    for client in (Client(), signed_in(reviewer())):
        text = words(client.get("/accessibility/").content.decode())
        assert "WCAG) 2.2, level AA" in text
        assert "What falls short" in text

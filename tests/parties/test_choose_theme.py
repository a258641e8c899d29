"""Light, dark or as the system: kept for who has signed in, and by the browser for who has not."""

from __future__ import annotations

import html
import re

import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from journal.models import Entry
from parties.actions import change_preferences
from parties.errors import NotAllowed
from parties.models import Theme
from tests.parties.builders import administrator, code_body, member, organisation, qwg, reviewer, service
from tests.parties.changes import everything, one_change
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
CHOOSE, OURS = "/theme/", "http://testserver"


def test_both_choices_are_kept_and_told():
    bo = member(organisation())

    with one_change(raises=[]) as told:
        changed = change_preferences(actor=bo, theme=Theme.DARK, keys=False)

    old, new = {"theme": "system", "uses_keys": True}, {"theme": "dark", "uses_keys": False}
    told.says("change_preferences", by=bo, of=changed, about=None, old=old, new=new)
    bo.refresh_from_db()
    assert (bo.theme, bo.uses_keys) == ("dark", False)


def test_what_is_not_named_stays_and_the_same_again_is_no_change():
    bo = member(organisation(), theme=Theme.DARK, uses_keys=False)
    before = everything()

    change_preferences(actor=bo)
    change_preferences(actor=bo, theme=Theme.DARK)
    assert everything() == before

    change_preferences(actor=bo, keys=True)
    bo.refresh_from_db()
    assert (bo.theme, bo.uses_keys) == ("dark", True)


@pytest.mark.parametrize("who", [reviewer, code_body, qwg, administrator])
def test_everybody_chooses_until_they_are_removed(who):
    change_preferences(actor=who(), theme=Theme.LIGHT)
    with pytest.raises(NotAllowed):
        change_preferences(actor=who(is_active=False), theme=Theme.LIGHT)


def back_to_on(answer: HttpResponseBase) -> str:
    """Where the switch on a page says that it leads."""
    found = re.search(rb'name="back_to" value="([^"]*)"', answer.getvalue())
    assert found
    return html.unescape(found[1].decode())


def html_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().split("<head>")[0]


def test_a_page_is_dark_from_its_first_byte_once_that_is_chosen():
    bo = reviewer()
    client = signed_in(bo)
    assert "data-bs-theme" not in html_of(client, "/account/")

    back_to = back_to_on(client.get("/account/?from=here&by=key"))
    answer = client.post(CHOOSE, {"theme": "dark", "back_to": back_to})

    assert answer["Location"] == "/account/?from=here&by=key"
    assert 'data-bs-theme="dark"' in html_of(client, "/account/")
    client.post(CHOOSE, {"theme": "system"})
    assert "data-bs-theme" not in html_of(client, "/account/")


def test_a_browser_keeps_it_for_strangers_and_nothing_is_journalled():
    client, entries = Client(), Entry.objects.count()

    client.post(CHOOSE, {"theme": "light"})

    assert 'data-bs-theme="light"' in html_of(client, "/sign-in/")
    kept = client.cookies["theme"]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/")
    assert Entry.objects.count() == entries


def test_the_choice_of_a_person_counts_before_that_of_the_browser():
    client = signed_in(reviewer(theme=Theme.DARK))
    client.cookies["theme"] = "light"
    assert 'data-bs-theme="dark"' in html_of(client, "/account/")


@pytest.mark.parametrize("kept", ["purple", "", '"><script>'])
def test_a_cookie_that_says_nothing_known_is_as_none(kept):
    client = Client()
    client.cookies["theme"] = kept
    assert "data-bs-theme" not in html_of(client, "/sign-in/")


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""]
)
def test_it_leads_nowhere_else(elsewhere):
    answer = Client().post(CHOOSE, {"theme": "dark", "back_to": elsewhere})
    assert answer["Location"] == reverse("readiness:portfolio")


def test_a_page_that_came_back_from_a_button_leads_to_one_that_can_be_read():
    sds = service()
    client, asked_on = signed_in(reviewer()), reverse("packs:service_packs", args=[sds.pk])
    ask = reverse("packs:request_pack", args=[sds.pk])

    refused = client.post(ask, {"kind": "none"}, headers={"Referer": f"{OURS}{asked_on}"})
    answer = client.post(CHOOSE, {"theme": "dark", "back_to": back_to_on(refused)}, follow=True)

    assert refused.status_code == answer.status_code == 200
    assert answer.request["PATH_INFO"] == asked_on
    assert client.get(ask)["Location"] == asked_on, "who opens anew what was refused gets the empty form"


def test_from_a_page_that_is_not_there_it_leads_to_the_first_one():
    client = signed_in(reviewer())
    assert back_to_on(client.get("/nowhere/")) == reverse("readiness:portfolio")


def test_a_colour_that_is_none_is_refused_in_words():
    client = signed_in(reviewer())
    answer = client.post(CHOOSE, {"theme": "purple"}, follow=True)
    assert "Choose light, dark or as the system." in answer.content.decode()


def test_with_htmx_the_switch_alone_comes_back():
    answer = signed_in(reviewer()).post(
        CHOOSE, {"theme": "dark", "back_to": "/account/"}, headers={"HX-Request": "true"}
    )
    markup = answer.content.decode()
    assert "<html" not in markup
    assert 'id="theme_dark" aria-pressed="true"' in markup
    assert back_to_on(answer) == "/account/", "the next change leads there too"

"""Every page, as everybody, in a real browser: for everybody, without a complaint, and asking nobody else.

Each is looked at too: whether it moves, goes past a screen, or prints what nobody wants on paper. What is
shown alike to several is looked at once, by whichever process comes to it first.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, Page, expect

from demonstration.scenario.programme import MEMBERS, STAFF
from tests.accessibility.looking import HEIGHT, WIDE, Onlooker, Seen
from tests.addresses import as_id, named_routes
from tests.journeys.browser import Person, chromium
from tests.journeys.conftest import Demonstration
from tests.journeys.look import switch_to_dark
from tests.journeys.walking import TRIED, Walker

STRANGER = "stranger"
# What only the holder of a secret from a mail is shown.
BY_SECRET = {"parties:accept_invitation"}
# What is there only where an OpenID provider is set.
BY_PROVIDER = {"start_single_sign_on", "openid_connect_callback"}
PATIENCE = 90_000  # milliseconds


def one_of_each_role() -> list[str]:
    emails = {player.role: player.email for player in (*MEMBERS, *STAFF)}
    return [*emails.values(), MEMBERS[0].email, STRANGER]


@pytest.fixture(scope="module")
def packed(demonstration: Demonstration) -> Demonstration:
    """The demonstration has no pack, and its pages are to be walked too; who made it likes it dark."""
    with chromium() as browser:
        switch_to_dark(make_pack(browser, demonstration), demonstration.address)
    return demonstration


@pytest.fixture
def ids(packed: Demonstration):
    def ids_of(model, column="") -> list[str]:
        shown = packed.column(model._meta.db_table, column or model._meta.pk.column)
        return [as_id(one) for one in shown]

    return ids_of


@pytest.fixture
def onlooker(tmp_path_factory: pytest.TempPathFactory) -> Onlooker:
    base = tmp_path_factory.getbasetemp()
    return Onlooker(Seen((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "seen"))


def walker(browser: Browser, demonstration: Demonstration, email: str, onlooker: Onlooker) -> Walker:
    if email == STRANGER:
        window = browser.new_context(locale="en-GB", viewport={"width": WIDE, "height": HEIGHT})
        return Walker(window.new_page(), demonstration.address, onlooker)
    page = Person(browser, demonstration.address, email).page
    page.wait_for_url(f"{demonstration.address}/")
    return Walker(page, demonstration.address, onlooker)


def make_pack(browser: Browser, demonstration: Demonstration) -> Page:
    page = Person(browser, demonstration.address, MEMBERS[1].email).page
    page.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    page.get_by_role("button", name="Make a readiness pack").click()
    expect(page.get_by_role("link", name="Download the")).to_be_visible(timeout=PATIENCE)
    return page


@pytest.mark.parametrize("email", one_of_each_role())
def test_no_page_is_complained_of_and_none_asks_elsewhere(browser, packed, ids, onlooker, email):
    somebody = walker(browser, packed, email, onlooker)
    for route in named_routes():
        somebody.walk(route, route.addresses(ids))
    somebody.open("/nowhere/")
    assert somebody.wrong == [], "\n".join(somebody.wrong)


def test_every_named_route_is_shown_to_somebody(browser, packed, ids, onlooker):
    everybody = [walker(browser, packed, email, onlooker) for email in one_of_each_role()]
    there = [route for route in named_routes() if any(route.addresses(ids))]
    shown = {route.name for route in there if is_shown(everybody, list(route.addresses(ids))[:TRIED])}
    assert {route.name for route in there} - BY_SECRET - BY_PROVIDER == shown


def is_shown(everybody: list[Walker], addresses: list[str]) -> bool:
    return any(somebody.ask(address).status != 404 for address in addresses for somebody in everybody)

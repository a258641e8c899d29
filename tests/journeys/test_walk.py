"""Every page, as everybody, in a real browser: for everybody, without a complaint, and asking nobody else.

Each is looked at too: whether it moves, goes past a screen, or prints what nobody wants on paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import APIResponse, Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from demonstration.scenario.programme import MEMBERS, STAFF
from tests.accessibility.looking import HEIGHT, WIDE, Onlooker
from tests.addresses import NamedRoute, as_id, named_routes
from tests.journeys.browser import Person
from tests.journeys.conftest import Demonstration
from tests.journeys.look import faults_of, switch_to_dark
from tests.qualtrack.policy import markup_problems, problems_of

STRANGER = "stranger"
OUTER = "found => found.map(element => element.outerHTML)"
# What only the holder of a secret from a mail is shown.
BY_SECRET = {"parties:accept_invitation"}
# What is there only where an OpenID provider is set.
BY_PROVIDER = {"start_single_sign_on", "openid_connect_callback"}
TRIED, OPENED = 40, 2  # addresses of one route, for one person
PATIENCE = 90_000  # milliseconds


def one_of_each_role() -> list[str]:
    emails = {player.role: player.email for player in (*MEMBERS, *STAFF)}
    return [*emails.values(), MEMBERS[0].email, STRANGER]


class Walker:
    """Somebody who looks at pages and notes whatever is wrong with them."""

    def __init__(self, page: Page, address: str, onlooker: Onlooker) -> None:
        self.page, self.address, self.onlooker = page, address, onlooker
        self.wrong: list[str] = []
        self.shown: set[str] = set()
        self.titled: dict[str, str] = {}
        context: BrowserContext = page.context
        context.on("request", self._asks)
        page.on("console", self._complains)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))

    def _asks(self, request: Request) -> None:
        if not request.url.startswith(f"{self.address}/"):
            self.wrong.append(f"{self.page.url} asks {request.url}")

    def _complains(self, message: ConsoleMessage) -> None:
        # A browser notes each page that is not there; that is no complaint about ours.
        if not (message.text.startswith("Failed to load resource") and self._is_the_page(message)):
            self.wrong.append(f"{self.page.url}: {message.text}")

    def _is_the_page(self, message: ConsoleMessage) -> bool:
        return urlsplit(message.location["url"]).path == urlsplit(self.page.url).path

    def walk(self, route: NamedRoute, addresses: Iterator[str]) -> None:
        opened = 0
        for address, _ in zip(addresses, range(TRIED), strict=False):
            answer = self.page.context.request.get(f"{self.address}{address}", max_redirects=0)
            self._check(address, answer)
            if answer.status != 404:
                self.shown.add(route.name)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                self.open(address)
                if not opened:
                    self.wrong += [f"{address}: {fault}" for fault in faults_of(self.page)]
                opened += 1
            if opened == OPENED:
                break

    def open(self, address: str) -> None:
        self.page.goto(f"{self.address}{address}")
        # What a page asks for as it opens has come and is in its place.
        expect(self.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
        inline = self.page.locator("[style], style, script:not([src])").evaluate_all(OUTER)
        self.wrong += [f"{address}: {markup}" for markup in inline]
        self.wrong += [f"{address}: {problem}" for problem in self.onlooker.problems(self.page)]
        self._is_titled(address)

    def _is_titled(self, address: str) -> None:
        """No two pages have one title, by which somebody who hears them tells tabs apart."""
        landed = urlsplit(self.page.url).path
        other = self.titled.setdefault(self.page.title(), landed)
        if other != landed:
            self.wrong.append(f"{address}: is called “{self.page.title()}” as {other} is")

    def _check(self, address: str, answer: APIResponse) -> None:
        assert answer.status < 500, f"{address}: {answer.status}"
        self.wrong += [f"{address}: {problem}" for problem in problems_of(answer.headers)]
        if "text/html" in answer.headers.get("content-type", ""):
            self.wrong += [f"{address}: {problem}" for problem in markup_problems(answer.text())]


@pytest.fixture
def ids(demonstration: Demonstration):
    def ids_of(model, column="") -> list[str]:
        shown = demonstration.column(model._meta.db_table, column or model._meta.pk.column)
        return [as_id(one) for one in shown]

    return ids_of


def walker(browser: Browser, demonstration: Demonstration, email: str, onlooker: Onlooker) -> Walker:
    if email == STRANGER:
        window = browser.new_context(locale="en-GB", viewport={"width": WIDE, "height": HEIGHT})
        return Walker(window.new_page(), demonstration.address, onlooker)
    page = Person(browser, demonstration.address, email).page
    page.wait_for_url(f"{demonstration.address}/")
    return Walker(page, demonstration.address, onlooker)


def make_pack(browser: Browser, demonstration: Demonstration) -> Page:
    """The demonstration has none, and its pages are to be walked too."""
    page = Person(browser, demonstration.address, MEMBERS[1].email).page
    page.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    page.get_by_role("button", name="Make a readiness pack").click()
    expect(page.get_by_role("link", name="Download the")).to_be_visible(timeout=PATIENCE)
    return page


def test_no_page_is_complained_of_and_none_asks_elsewhere(browser, demonstration, ids):
    switch_to_dark(make_pack(browser, demonstration), demonstration.address)
    routes, shown, wrong, onlooker = named_routes(), set[str](), list[str](), Onlooker()
    for email in one_of_each_role():
        somebody = walker(browser, demonstration, email, onlooker)
        for route in routes:
            somebody.walk(route, route.addresses(ids))
        somebody.open("/nowhere/")
        shown |= somebody.shown
        wrong += [f"{email}: {what}" for what in somebody.wrong]
        somebody.page.context.close()

    assert wrong == [], "\n".join(wrong)
    there = {route.name for route in routes if any(route.addresses(ids))}
    assert there - BY_SECRET - BY_PROVIDER == shown

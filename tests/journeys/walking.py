"""Somebody who looks at pages, in a real browser, and notes whatever is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin, urlsplit

from django.urls import resolve
from playwright.sync_api import APIResponse, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from tests.access.expected import LIBRARY, OK, PAGES
from tests.accessibility.looking import Onlooker
from tests.addresses import NamedRoute
from tests.journeys.look import faults_of
from tests.qualtrack.policy import markup_problems, problems_of

OUTER = "found => found.map(element => element.outerHTML)"
TRIED, OPENED = 40, 2  # addresses of one route, for one person

# What comes back when nothing is filled in: tests/access hold that it does, and that it changes nothing.
COMES_BACK = {page.url for page in PAGES if page.post == OK} | {
    name for name, answers in LIBRARY.items() if OK in answers[1::2]
}
# What one chooses first on a page, in its address: the first of each is opened too.
CHOICES = """() => [
    ...[...document.querySelectorAll('main input[type=radio][name=paper]')].map(one => `?paper=${one.value}`),
    ...[...document.querySelectorAll('main a[href*="?requirement="]')].map(one => one.search)
].slice(0, 1)"""
# Sent by the button that asks for a word, where there is one, and otherwise by none.
SEND_EMPTY = """form => {
    for (const each of form.elements) {
        if (each.type === 'checkbox' || each.type === 'radio') each.checked = false;
        else if (each.type !== 'hidden' && each.tagName !== 'BUTTON') each.value = '';
    }
    const asks = form.querySelector('button[value=queried]');
    if (asks) { form.noValidate = true; asks.click(); } else HTMLFormElement.prototype.submit.call(form);
}"""
FORMS = "main form[method=post]"


class Walker:
    """One person's window."""

    def __init__(self, page: Page, address: str, onlooker: Onlooker) -> None:
        self.page, self.address, self.onlooker = page, address, onlooker
        self.wrong: list[str] = []
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
        """Open a few of a route's addresses; of the first, what belongs to it too."""
        opened = 0
        for address in islice(addresses, TRIED):
            answer = self.ask(address)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                is_new = self.open(address, "" if opened else route.name)
                if is_new:
                    self._go_on(route.name, address)
                opened += 1
            if opened == OPENED:
                break

    def ask(self, address: str) -> APIResponse:
        """Without the browser."""
        answer = self.page.context.request.get(f"{self.address}{address}", max_redirects=0)
        self._check(address, answer)
        return answer

    def _go_on(self, route: str, address: str) -> None:
        """To what a page leads to at the same address."""
        chosen = self.page.evaluate(CHOICES)
        self._send_empty(address)
        for choice in chosen:
            self.open(f"{address}{choice}", f"{route}, chosen")
            self._send_empty(f"{address}{choice}")

    def _send_empty(self, address: str) -> None:
        """What a page says of each form that was sent with nothing in it."""
        forms = self.page.locator(FORMS)
        for at in [at for at in range(forms.count()) if self._comes_back(forms.nth(at))]:
            self.page.goto(f"{self.address}{address}")
            with self.page.expect_navigation() as answer:
                forms.nth(at).evaluate(SEND_EMPTY)
            assert answer.value.request.method == "POST", f"{address}: what was sent empty was taken"
            alerts = self.page.get_by_role("main").get_by_role("alert")
            expect(alerts.filter(visible=True)).not_to_have_count(0)
            self._look(f"{address}, sent empty")

    def _comes_back(self, form: Locator) -> bool:
        to = urljoin(self.page.url, form.get_attribute("action") or "")
        return resolve(urlsplit(to).path).view_name in COMES_BACK

    def open(self, address: str, lies: str = "") -> bool:
        """Look at a page; whether it is the first of its kind, of which it is noted too how it lies."""
        self.page.goto(f"{self.address}{address}")
        self._settle()
        is_new = bool(lies) and self.onlooker.is_new(self.page, lies)
        if is_new:
            self._note(address, faults_of(self.page))
        self._look(address)
        self._is_titled(address)
        return is_new

    def _settle(self) -> None:
        """What a page asks for as it opens has come and is in its place."""
        expect(self.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)

    def _look(self, address: str) -> None:
        self._settle()
        inline = self.page.locator("[style], style, script:not([src])").evaluate_all(OUTER)
        self._note(address, [*inline, *self.onlooker.problems(self.page)])

    def _note(self, address: str, found: list[str]) -> None:
        self.wrong += [f"{address}: {each}" for each in found]

    def _is_titled(self, address: str) -> None:
        """No two pages have one title, by which somebody who hears them tells tabs apart."""
        landed = urlsplit(self.page.url).path
        other = self.titled.setdefault(self.page.title(), landed)
        if other != landed:
            self.wrong.append(f"{address}: is called “{self.page.title()}” as {other} is")

    def _check(self, address: str, answer: APIResponse) -> None:
        assert answer.status < 500, f"{address}: {answer.status}"
        self._note(address, problems_of(answer.headers))
        if "text/html" in answer.headers.get("content-type", ""):
            self._note(address, markup_problems(answer.text()))

"""A person at a browser: a window of their own, signed in to an embedded qualtrack."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, sync_playwright

from demonstration.scenario.programme import PASSWORD

CHROMIUM = "chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """Signs in with the first page, and notes what the browser asks for and complains of."""

    def __init__(self, browser: Browser, address: str, email: str) -> None:
        self.complaints: list[str] = []
        self.asked: list[Request] = []
        window = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
        self.page: Page = window.new_page()
        window.on("request", self._asks)
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(address)
        self.page.get_by_label("E-mail address").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def _asks(self, request: Request) -> None:
        self.asked.append(request)

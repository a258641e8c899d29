"""Signing in by an OpenID provider in a real browser, with a code on the next step."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from demonstration.scenario.programme import MEMBERS, REVIEWER
from tests.journeys.some_services import load_some
from tests.launched import PATIENCE, ROOT, Launched, environment_of_its_own, free_port
from tests.services.openid import CALLBACK, OpenId, running

STRANGER = "stranger@elsewhere.example"
SECRET = generate_totp_secret()
HAS_TOTP = f"""
from allauth.mfa.totp.internal.auth import TOTP
from parties.models import Person
TOTP.activate(Person.objects.get(email={REVIEWER.email!r}), {SECRET!r})
"""


@dataclass
class Place:
    """The program, and the provider by which people sign in to it."""

    address: str
    provider: OpenId


@dataclass
class Visitor:
    """A window of their own, in which our pages are complained of nowhere."""

    page: Page
    place: Place
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._complains)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _complains(self, message: ConsoleMessage) -> None:
        if message.location["url"].startswith(self.place.address):
            self.complaints.append(f"{message.location['url']}: {message.text}")

    def sign_in_by_provider(self, login: str) -> None:
        page = self.page
        page.goto(f"{self.place.address}/?as_of=2026-01-31")
        page.get_by_role("button", name="Sign in with Fellside Login").click()
        page.wait_for_url(f"{self.place.provider.issuer}/**")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill("any")
        page.get_by_role("button", name="Sign-in").click()
        page.get_by_role("button", name="Continue").click()
        page.wait_for_url(f"{self.place.address}/**")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    environment, port = environment_of_its_own(tmp_path_factory.mktemp("single-sign-on")), free_port()
    with running(callbacks=[f"http://127.0.0.1:{port}{CALLBACK}"]) as provider:
        for login in (REVIEWER.email, MEMBERS[0].email, STRANGER):
            provider.knows(login)
        environment |= {"QUALTRACK_PORT": str(port), "QUALTRACK_DEMO": "on", "QUALTRACK_REQUIRE_TOTP": "on"}
        load_some(environment | provider.settings)
        launched = Launched(environment | provider.settings)
        try:
            address = launched.line_with("qualtrack is at").split()[3].rstrip("/")
            shell = [sys.executable, "manage.py", "shell", "--command", HAS_TOTP]
            subprocess.run(shell, cwd=ROOT, env=environment, check=True, timeout=PATIENCE)
            yield Place(address, provider)
        finally:
            launched.process.kill()
            launched.process.wait(PATIENCE)


@pytest.fixture
def visitor(browser: Browser, place: Place) -> Visitor:
    window = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    return Visitor(window.new_page(), place)


def code_of_now() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def test_a_reviewer_signs_in_and_gives_the_code_on_the_next_step(visitor: Visitor):
    page = visitor.page
    visitor.sign_in_by_provider(REVIEWER.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("Code")
    assert "/sign-in/code/" in page.url
    tried = code_of_now()
    page.get_by_label("Code").fill(tried)
    page.get_by_role("button", name="Sign in").click()
    refused = page.get_by_text("This code is not right")
    expect(page.get_by_role("link", name="Review queue").or_(refused).first).to_be_visible()
    if refused.is_visible():  # its half minute ended on the way
        assert code_of_now() != tried
        page.get_by_label("Code").fill(code_of_now())
        page.get_by_role("button", name="Sign in").click()

    page.wait_for_url(f"{visitor.place.address}/?as_of=2026-01-31")
    expect(page.get_by_role("link", name="Review queue")).to_be_visible()
    assert visitor.complaints == []


def test_a_member_signs_in_without_one(visitor: Visitor):
    visitor.sign_in_by_provider(MEMBERS[0].email)
    assert visitor.page.url == f"{visitor.place.address}/?as_of=2026-01-31"
    expect(visitor.page.get_by_role("banner")).to_contain_text(MEMBERS[0].name)
    assert visitor.complaints == []


def test_somebody_unknown_is_turned_away(visitor: Visitor):
    visitor.sign_in_by_provider(STRANGER)
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(visitor.page.get_by_role("main")).to_contain_text(f"Nobody signs in here as {STRANGER}.")
    visitor.page.goto(f"{visitor.place.address}/")
    expect(visitor.page.get_by_role("button", name="Sign in with Fellside Login")).to_be_visible()

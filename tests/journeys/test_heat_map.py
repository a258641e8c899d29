"""The heat map by keys in a browser: the page as the program makes it, with its own script."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from journal import clock
from tests.journeys.browser import chromium
from tests.parties.builders import mdr_route, programme, reviewer, service
from tests.readiness.pages import page as page_of

NOTE_WHAT_OPENS = """document.addEventListener("click", (event) => {
  event.preventDefault();
  document.title = event.target.closest("a").getAttribute("href");
})"""
SCRIPT = Path("static/qualtrack/heat-map.js")


@pytest.fixture
def markup(db) -> str:
    due = (clock.today() + timedelta(days=40)).isoformat()
    programme(gate_dates={"qualification": due})
    for name in ("Aldermoor", "Brackenfell"):
        mdr_route(service(name=name))
    return page_of(reviewer(), "/portfolio/", view="heat-map")


def test_one_tab_stop_arrows_move_enter_opens_and_escape_closes(markup: str):
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(markup, wait_until="domcontentloaded")
        page.add_script_tag(path=SCRIPT)
        why, focused = page.locator("#why"), page.locator(":focus")
        stops = page.locator(".qt-heat a[tabindex='0']")
        expect(stops).to_have_count(1)
        expect(why).to_be_hidden()
        stops.focus()
        expect(focused).to_have_attribute("data-title", "Aldermoor, Qualification Testing")
        expect(why).to_contain_text("findings open:")
        page.keyboard.press("ArrowRight")
        expect(focused).to_have_attribute("data-title", "Aldermoor, Qualification")
        page.keyboard.press("ArrowRight")
        expect(focused).to_have_attribute("data-title", "Aldermoor, Qualification")
        page.keyboard.press("ArrowDown")
        expect(focused).to_have_attribute("data-title", "Brackenfell, Qualification")
        expect(focused).to_have_attribute("aria-describedby", "why")
        expect(why).to_contain_text("Brackenfell, Qualification")
        page.keyboard.press("Escape")
        expect(why).to_be_hidden()
        expect(focused).to_have_attribute("data-title", "Brackenfell, Qualification")
        expect(stops).to_have_count(1)
        page.keyboard.press("Control+Home")
        expect(focused).to_have_text("Aldermoor")
        expect(why).to_be_hidden()
        page.evaluate(NOTE_WHAT_OPENS)
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page).to_have_title(re.compile(r"^/services/.*\?gate=qualification$"))

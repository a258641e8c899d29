"""Somebody who clicks again before the answer is there gets one item, and one pack."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from demonstration.scenario.programme import MEMBERS
from tests.journeys.browser import Person
from tests.journeys.conftest import Demonstration

PATIENCE = 90_000  # milliseconds
SENT_ONCE = """button => fetch(button.form.action, {
    method: "POST", body: new FormData(button.form, button), redirect: "manual"
}).then(answer => answer.type)"""


@pytest.fixture
def page(browser: Browser, demonstration: Demonstration) -> Page:
    shown = Person(browser, demonstration.address, MEMBERS[1].email).page
    shown.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    return shown


def click_twice(page: Page, name: str) -> None:
    """Click; before the browser has the answer, click again: the same form is sent two times."""
    button = page.get_by_role("button", name=name)
    assert button.evaluate(SENT_ONCE) == "opaqueredirect"
    button.click()


def test_a_double_click_hands_in_one_item(page: Page, demonstration: Demonstration):
    before = demonstration.column("evidence_evidenceitem", "id")
    page.get_by_role("link", name="Hand in evidence").click()
    page.get_by_label("SECAS confirms that we completed").check()
    page.get_by_label("Who issued it").select_option("secas")
    page.get_by_label("DCC User Role").select_option("MDR")
    page.get_by_label("File").set_input_files(demonstration.confirmation)

    click_twice(page, "Hand in")

    expect(page.get_by_role("status").get_by_text("Handed in.")).to_have_count(1)
    (made,) = set(demonstration.column("evidence_evidenceitem", "id")) - set(before)
    assert made in page.url.replace("-", "")


def test_a_double_click_makes_one_pack(page: Page, demonstration: Demonstration):
    before = demonstration.column("packs_pack", "id")

    click_twice(page, "Make a readiness pack")

    expect(page.get_by_role("link", name="Download the")).to_be_visible(timeout=PATIENCE)
    assert len(demonstration.column("packs_pack", "id")) == len(before) + 1

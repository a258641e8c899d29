"""The main job by keyboard alone, and without scripts: handing in, reviewing, accepting."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from demonstration.scenario.programme import PASSWORD
from tests.accessibility.keyboard import Keyboard
from tests.journeys.browser import Person
from tests.journeys.conftest import Demonstration

PROVIDER = "nia.farrow@emberley.example"
OTHER_PROVIDER = "oona.strand@brackenfell.example"
REVIEWER = "maeve.tollan@programme.example"
OTHER_REVIEWER = "tomas.reyle@programme.example"  # who switches keys off, for good
REFERENCE = re.compile(r"EV-\d{4}")


def test_the_main_job_by_keyboard_alone(browser: Browser, demonstration: Demonstration):
    nia = new_window(browser, demonstration)
    sign_in_by_keys(nia, PROVIDER)
    reference = hand_in_by_keys(nia, demonstration.confirmation)
    maeve = new_window(browser, demonstration)
    sign_in_by_keys(maeve, REVIEWER)
    accept_by_keys(maeve, reference)


def new_window(browser: Browser, demonstration: Demonstration, *, scripts: bool = True) -> Page:
    window = browser.new_context(
        locale="en-GB",
        viewport={"width": 1280, "height": 900},
        java_script_enabled=scripts,
        reduced_motion="reduce",  # what gets the focus is in sight at once
    )
    page = window.new_page()
    page.goto(demonstration.address)
    return page


def sign_in_by_keys(page: Page, email: str) -> None:
    keys = Keyboard(page)
    keys.tab_to("Skip to the page")
    keys.tab_to("E-mail address")
    keys.type(email)
    keys.tab_to("Password")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def hand_in_by_keys(page: Page, file: str) -> str:
    """First without what is needed: the errors have the focus, and lead to their fields."""
    keys = Keyboard(page)
    keys.tab_to("Portfolio", "a")
    keys.press("Enter")
    expect(page).to_have_title(re.compile("Portfolio"))
    keys.tab_to("Skip to the page")
    keys.press("Enter")
    keys.tab_to("Emberley Data", "a")
    keys.press("Enter")
    expect(page).to_have_title(re.compile("Emberley Data"))
    keys.tab_to("Hand in evidence", "a")
    keys.press("Enter")
    expect(page).to_have_title(re.compile("Hand in evidence"))
    keys.tab_to("SECAS confirms that we completed")
    keys.press("Space")
    expect(page.get_by_label("Who issued it")).to_be_visible()
    keys.tab_to("Hand in", "button")
    keys.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Nothing is saved yet")).to_be_focused()
    with page.expect_file_chooser() as chooser:  # begun early: it is set up while keys are pressed
        keys.tab_to("One file: Choose the file.", "a")
        keys.press("Enter")
        expect(page.get_by_label("One file")).to_be_focused()
        keys.press("Enter")
    chooser.value.set_files(file)
    expect(page.get_by_text("Check what we read")).to_be_visible()
    keys.tab_to("DCC User Role")
    keys.type("Meter")
    keys.tab_to("Who issued it")
    keys.type("SECAS")
    keys.tab_to("Hand in", "button")
    keys.press("Enter")
    told = page.get_by_role("status").filter(has_text="Handed in. A reviewer decides next")
    expect(told).to_be_visible()
    found = REFERENCE.search(page.get_by_role("main").inner_text())
    assert found
    return found[0]


def accept_by_keys(page: Page, reference: str) -> None:
    """Down the queue by its own keys, which Tab could do too."""
    keys = Keyboard(page)
    keys.tab_to("Review queue", "a")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Review queue")).to_be_visible()
    link = page.get_by_role("row").filter(has_text=reference).get_by_role("link").first
    page.wait_for_load_state()  # the page's keys are listened to from then on
    for _ in range(page.get_by_role("row").count()):
        keys.press("j")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()
    keys.press("Enter")
    expect(page.get_by_text(reference).first).to_be_visible()
    keys.tab_to("Accept", "button")
    keys.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"{reference}, UEP confirmation, is accepted")


def test_the_main_job_without_scripts(browser: Browser, demonstration: Demonstration):
    oona, maeve = (new_window(browser, demonstration, scripts=False) for _ in range(2))
    sign_in(oona, OTHER_PROVIDER)
    oona.get_by_role("link", name="Portfolio").first.click()
    oona.get_by_role("main").get_by_role("link", name="Brackenfell Data Services").click()
    oona.get_by_role("link", name="Hand in evidence").click()
    oona.get_by_text("Something else, or a newer version").click()
    oona.get_by_label("SECAS confirms that we completed").first.check()
    oona.get_by_role("button", name="Go on").click()
    oona.get_by_label("DCC User Role").select_option("MDR")
    oona.get_by_role("button", name="Hand in").click()
    expect(oona.get_by_role("alert").filter(has_text="Nothing is saved yet")).to_be_visible()
    expect(oona.get_by_label("DCC User Role")).to_have_value("MDR")
    oona.get_by_label("Who issued it").select_option("secas")
    oona.get_by_label("File").set_input_files(demonstration.confirmation)
    oona.get_by_role("button", name="Hand in").click()
    expect(oona.get_by_role("status").first).to_contain_text("Handed in. A reviewer decides next")
    found = REFERENCE.search(oona.get_by_role("main").inner_text())
    assert found

    sign_in(maeve, REVIEWER)
    maeve.get_by_role("searchbox", name="Search").fill(found[0])
    maeve.get_by_role("button", name="Search").click()
    expect(maeve.get_by_role("main")).to_contain_text(found[0])
    maeve.get_by_role("link", name="Review queue").click()
    maeve.get_by_role("row").filter(has_text=found[0]).get_by_role("link").first.click()
    maeve.get_by_role("button", name="Query").click()
    expect(maeve.get_by_role("alert").filter(has_text="Nothing is saved yet")).to_be_visible()
    maeve.get_by_label("A word to").fill("Which role is it for?")
    maeve.get_by_role("button", name="Query").click()
    expect(maeve.get_by_role("status").first).to_contain_text(f"{found[0]}, UEP confirmation, is queried")


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_keys_do_what_is_beside_them_and_stop_when_switched_off(
    browser: Browser, demonstration: Demonstration
):
    page = Person(browser, demonstration.address, OTHER_REVIEWER).page
    main = page.get_by_role("main")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review queue")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jq?")
    expect(page.get_by_role("searchbox")).to_have_value("jq?")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(main.get_by_role("row").nth(1).get_by_role("link").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text("Next in the list")
    page.keyboard.press("j")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(main.get_by_role("row").nth(1).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*-*/")
    page.keyboard.press("r")
    expect(page.get_by_label("A word to")).to_be_focused()

    page.goto(f"{demonstration.address}/account/preferences/")
    page.get_by_label("Pages listen to single keys").uncheck()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("status").first).to_contain_text("kept")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.get_by_role("link", name="Keys", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    expect(main).to_contain_text("You have switched them off.")


DAY = "2027-03-01"
PLAN: FilePayload = {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"Planned day,1 March 2027\n"}


@pytest.fixture
def hand_in(browser: Browser, demonstration: Demonstration) -> Page:
    """The hand-in page of Brackenfell, a paper chosen and something typed."""
    page = Person(browser, demonstration.address, OTHER_PROVIDER).page
    page.get_by_role("link", name="Portfolio").first.click()
    page.get_by_role("main").get_by_role("link", name="Brackenfell Data Services").click()
    page.get_by_role("link", name="Hand in evidence").click()
    plan = page.get_by_label("Our plan for joining the DCC production")
    if not plan.is_visible():  # one was handed in already, so it is no longer among what is needed
        page.get_by_text("Something else, or a newer version").click()
    plan.check()
    page.get_by_label("Planned day of joining").fill(DAY)
    return page


def test_what_was_typed_is_there_after_a_reload_and_gone_once_discarded(hand_in: Page):
    hand_in.reload()
    note = hand_in.get_by_role("status").filter(has_text="Restored from")
    expect(note).to_be_visible()
    expect(hand_in.get_by_label("Planned day of joining")).to_have_value(DAY)
    note.get_by_role("button", name="Discard it").click()
    expect(hand_in.get_by_label("Planned day of joining")).to_have_value("")
    hand_in.reload()
    expect(hand_in.get_by_label("Planned day of joining")).to_have_value("")
    expect(note).to_have_count(0)


def test_a_form_sent_after_the_session_has_ended_is_filled_again_after_signing_in(hand_in: Page):
    hand_in.context.clear_cookies(name="session")
    hand_in.get_by_role("button", name="Hand in").click()
    expect(hand_in.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(hand_in, OTHER_PROVIDER)
    expect(hand_in.get_by_label("Planned day of joining")).to_have_value(DAY)


def test_a_draft_goes_when_it_is_handed_in_and_all_go_when_signing_out(
    hand_in: Page,
):
    drafts = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"
    assert hand_in.evaluate(drafts) == 1
    assert "upload" not in hand_in.evaluate("JSON.stringify(localStorage)")
    assert "csrf" not in hand_in.evaluate("JSON.stringify(localStorage)").lower()
    hand_in.get_by_label("File").set_input_files(PLAN)
    hand_in.get_by_role("button", name="Hand in").click()
    expect(hand_in.get_by_role("status").first).to_contain_text("Handed in.")
    assert hand_in.evaluate(drafts) == 0

    hand_in.evaluate("localStorage.setItem(`draft:${document.body.dataset.person}:/x:`, '{\"at\": 1e15}')")
    hand_in.get_by_role("button", name="Sign out").click()
    expect(hand_in.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert hand_in.evaluate(drafts) == 0

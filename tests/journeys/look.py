"""What is wrong with how a page lies on screens and on paper: it moves, or goes past the edge."""

from __future__ import annotations

from django.urls import reverse
from playwright.sync_api import Page, expect

WIDTHS = (390, 768, 1280, 1920)
HEIGHT = 900
STILL = 0.005  # a shift that nobody sees; from 0.1 on it is called poor

# The sum of all shifts that no click or key caused.
SHIFTED = """() => new Promise(done => {
    let sum = 0;
    const add = entries => entries.forEach(each => { sum += each.hadRecentInput ? 0 : each.value; });
    const observer = new PerformanceObserver(list => add(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => { add(observer.takeRecords()); done(sum); }));
})"""
WIDER_THAN_THE_SCREEN = """() => {
    const found = [...document.querySelectorAll("body *")].filter(each => each.checkVisibility()
        && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1);
    return document.documentElement.scrollWidth > document.documentElement.clientWidth
        ? found.slice(-3).map(each => each.outerHTML.slice(0, 120)) : [];
}"""
# Two frames on, since what unfolds is drawn with the next.
FOLDED_ON_PAPER = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
    [...document.querySelectorAll("main details > :not(summary, .btn)")]
        .filter(each => !each.checkVisibility()).map(each => each.outerHTML.slice(0, 120))))))"""
NAVIGATION = "nav[aria-label=Main], .qt-theme, .qt-who"


def faults_of(page: Page) -> list[str]:
    """Of the page that is open and has come to rest."""
    faults = []
    if (shifted := page.evaluate(SHIFTED)) > STILL:
        faults.append(f"moved by {shifted:.3f} while it was loaded")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        faults += [f"goes past {width} px: {what}" for what in page.evaluate(WIDER_THAN_THE_SCREEN)]
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    return faults + faults_on_paper(page)


def faults_on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    faults = [f"stays folded on paper: {what}" for what in page.evaluate(FOLDED_ON_PAPER)]
    if page.locator(NAVIGATION).filter(visible=True).count():
        faults.append("prints its navigation")
    page.emulate_media(media="screen")
    return faults


def switch_to_dark(page: Page, address: str) -> None:
    """The colours change at once, and what was typed stays; the next page has them from the server."""
    page.emulate_media(color_scheme="light")
    page.goto(f"{address}{reverse('account_change_password')}")
    typed = page.get_by_role("main").get_by_role("textbox").first
    typed.fill("What was typed")
    was = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name="Dark").click()

    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("body")).not_to_have_css("background-color", was)
    expect(typed).to_have_value("What was typed")
    expect(page.get_by_role("button", name="Dark")).to_be_focused()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")

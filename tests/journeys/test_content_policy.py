"""What somebody might smuggle into a page does nothing there, and forms that came back need no exception."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from demonstration.scenario.programme import CODE_BODY, MEMBERS, REVIEWER
from tests.journeys.browser import Person
from tests.journeys.conftest import Demonstration

NIA = MEMBERS[1].email
SMUGGLED = """
    <script>window.ran = "inline"</script>
    <script src="/static/vendor/htmx/htmx.min.js?smuggled" onload="window.ran = 'own file'"></script>
    <script src="http://evil.test/x.js"></script>
    <script nonce="bm9uY2Utb2Ytc29tZWJvZHk=">window.ran = "wrong nonce"</script>
    <img src="/nowhere.png" onerror="window.ran = 'attribute'" alt="">
    <img src="http://evil.test/x.png" alt="">
    <img src="data:image/png;base64,iVBORw0KGgo=" alt="">
    <a id="link" href="javascript:window.ran = 'address'">Link</a>
    <div hx-get="/nowhere/" hx-trigger="load[(window.ran = 'htmx')]" hx-on:click="window.ran = 'htmx'"></div>
    <div hx-get="/nowhere/" hx-trigger="load" hx-vals="js:{ran: (window.ran = 'htmx')}"></div>
    <style>#link { position: fixed; top: 7px }</style>
    <p id="styled" style="position: fixed">Styled</p>
    <link rel="stylesheet" href="http://evil.test/x.css">
    <iframe src="/" title="frame"></iframe>
    <object data="/"></object>
    <base href="http://evil.test/">
    <form id="form" method="post" action="http://evil.test/"><button>Send</button></form>
"""
RAN = "document.readyState === 'complete' && (window.ran || 'nothing')"


def smuggle_into(page: Page, address: str, before: str) -> None:
    """Let whatever answers at this address hold the above, under the headers that it has."""

    def altered(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(before, SMUGGLED + before, 1))

    page.route(address, altered)


@pytest.fixture
def nia(browser: Browser, demonstration: Demonstration) -> Person:
    person = Person(browser, demonstration.address, NIA)
    expect(person.page.get_by_role("main").get_by_role("link", name="Emberley Data")).to_be_visible()
    return person


def test_what_is_smuggled_into_a_page_does_nothing(nia: Person, demonstration: Demonstration):
    page, address = nia.page, f"{demonstration.address}/"
    smuggle_into(page, address, "</main>")

    page.goto(address)
    page.locator("#link").click()

    assert page.evaluate(RAN) == "nothing"
    assert page.locator("#styled").evaluate("element => getComputedStyle(element).position") == "static"
    assert page.locator("#link").evaluate("element => getComputedStyle(element).position") == "static"
    assert page.evaluate("document.baseURI") == address
    with page.expect_console_message(lambda message: "form-action" in message.text):
        page.locator("#form button").evaluate("button => button.click()")
    assert page.url == address
    came = [request for request in nia.asked if "evil.test" in request.url and not request.failure]
    assert came == []
    policy = [words for words in nia.complaints if "Content Security Policy" in words]
    assert len(policy) >= 10, nia.complaints


def test_what_is_smuggled_into_a_part_of_a_page_does_nothing(nia: Person, demonstration: Demonstration):
    page = nia.page
    smuggle_into(page, f"{demonstration.address}/services/*/packs/", '<div class="qt-section-head">')

    page.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    expect(page.locator("#styled")).to_be_attached()
    page.locator("#link").click()

    assert page.evaluate(RAN) == "nothing"
    assert page.locator("#styled").evaluate("element => getComputedStyle(element).position") == "static"


def test_a_form_that_came_back_is_not_complained_of(browser: Browser, demonstration: Demonstration):
    nia, maeve, isla = (
        Person(browser, demonstration.address, email) for email in (NIA, REVIEWER.email, CODE_BODY.email)
    )
    nia.page.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    nia.page.get_by_role("link", name="Hand in evidence").click()
    nia.page.get_by_label("SECAS confirms that we completed").check()
    nia.page.get_by_role("button", name="Hand in").click()
    expect(nia.page.locator(".is-invalid").first).to_be_attached()

    maeve.page.get_by_role("link", name="Review queue").click()
    maeve.page.get_by_role("row").nth(1).get_by_role("link").first.click()
    maeve.page.get_by_role("button", name="Query").click()
    expect(maeve.page.locator(".is-invalid").first).to_be_attached()

    isla.page.get_by_role("link", name="Checks").click()
    isla.page.get_by_role("link", name="Record a check").first.click()
    isla.page.get_by_role("button", name="Record the check").click()
    expect(isla.page.locator(".is-invalid").first).to_be_attached()

    assert [person.complaints for person in (nia, maeve, isla)] == [[], [], []]


def test_going_back_asks_anew_and_keeps_no_page_in_the_browser(nia: Person):
    page = nia.page
    page.get_by_role("main").get_by_role("link", name="Emberley Data").click()
    page.get_by_role("link", name="Hand in evidence").click()
    page.get_by_label("SECAS confirms that we completed").check()
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()
    chosen = page.url
    page.get_by_role("link", name="Portfolio").first.click()
    page.go_back()

    assert page.url == chosen
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Hand in")).to_have_count(0)
    kept = page.evaluate("[...Object.values(localStorage), ...Object.values(sessionStorage)]")
    assert [value for value in kept if not value.startswith("/")] == []  # addresses alone, no page
    assert nia.complaints == []

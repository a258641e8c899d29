"""Each role's journey through the whole demonstration, with a picture at every step: `make screens`.

The pictures are looked at, not compared. They are put in the docs only when all journeys came to their end.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assumptions.vocabulary import DccRole, EvidenceKind
from demonstration.papers.facts import Facts
from demonstration.papers.making import make_paper
from journal import clock
from tests.journeys.browser import Person, chromium
from tests.journeys.camera import Album, Camera, Step
from tests.launched import PATIENCE, ROOT, Launched, environment_of_its_own, free_port

SCREENS = ROOT / "docs/screens"
TITLES = {
    "reviewer": "A programme reviewer",
    "provider": "A provider",
    "code-body": "A Code Body",
    "qwg": "A member of the QWG",
    "collector": "Who collects for another",
    "administrator": "An administrator",
}
HEAD = """# Screens

Each journey is walked in Chromium by `make screens`, on the day around which the demonstration is written.
All parties are fictitious. Long pages are cut.
"""
MADE_WITHIN = 90_000  # milliseconds, for a pack on a busy machine
Walk = Callable[[str, str], Camera]


def contents(steps: list[Step]) -> str:
    """The page of pictures: journeys in order, each step with what is seen."""
    parts = [HEAD]
    for journey, of_it in groupby(steps, key=lambda step: step.journey):
        parts.append(f"## {TITLES[journey]}\n")
        for number, step in enumerate(of_it, 1):
            wide, *others = step.pictures
            words = zip(("on a phone", "in the dark"), others, strict=False)
            links = ", ".join(f"[{word}]({name})" for word, name in words)
            parts.append(f"{number}. {step.says} ({links})\n\n   ![{step.says}]({wide})\n")
    return "\n".join(parts)


@pytest.fixture(scope="module")
def launched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launched]:
    environment = environment_of_its_own(tmp_path_factory.mktemp("screens"))
    settings = {"QUALTRACK_PORT": str(free_port()), "QUALTRACK_DEMO": "on"}
    started = Launched(environment | settings, module="tests.journeys.fixed_day")
    try:
        yield started
    finally:
        started.process.kill()
        started.process.wait(PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Album]:
    taken = Album(tmp_path_factory.mktemp("pictures"))
    yield taken
    if taken.ended == list(TITLES) and not request.session.testsfailed:
        shutil.rmtree(SCREENS, ignore_errors=True)
        shutil.copytree(taken.folder, SCREENS)
        (SCREENS / "README.md").write_text(contents(taken.steps))


@pytest.fixture
def walk(album: Album, browser: Browser, launched: Launched) -> Iterator[Walk]:
    """Begins a journey as somebody, at their home page; it ends without a complaint of the browser."""
    address = launched.line_with("qualtrack is at").split()[3].rstrip("/")
    people: list[tuple[str, Person]] = []

    def begin(journey: str, email: str) -> Camera:
        person = Person(browser, address, email)
        person.page.wait_for_url(f"{address}/")
        people.append((journey, person))
        return Camera(album, journey, person.page)

    yield begin
    for journey, person in people:
        assert person.complaints == []
        album.ended.append(journey)
        person.page.context.close()


def go(page: Page, name: str, title: str = "") -> None:
    """By the main navigation."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title or name)


def open_service(page: Page, name: str) -> None:
    go(page, "Portfolio")
    page.get_by_role("main").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_a_reviewer(walk: Walk):
    camera = walk("reviewer", "maeve.tollan@programme.example")
    reviews(camera)
    looks_around(camera)
    keeps_the_programme(camera)


def reviews(camera: Camera) -> None:
    page = camera.page
    expect(page.get_by_role("heading", name="To review")).to_be_visible()
    camera.take("home", "What waits for a reviewer today, oldest first", dark=True)
    go(page, "Review queue")
    rows = page.get_by_role("row").filter(has=page.get_by_role("link"))
    before = rows.count()
    camera.take("queue", "The review queue: age, and what accepting it would move")
    page.get_by_role("row").filter(has_text="Pellwater").get_by_role("link", name="UEPT").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("UEPT certificate, Pellwater")
    camera.take("review", "The document beside its fields, and what a decision changes", dark=True)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("is accepted")
    camera.take("next", "Accepted; the next item is there at once")
    go(page, "Review queue")
    expect(rows).to_have_count(before - 1)


def looks_around(camera: Camera) -> None:
    page = camera.page
    go(page, "Portfolio")
    expect(page.get_by_role("main").get_by_role("link", name="Zephyr Hollow Data")).to_be_visible()
    camera.take("portfolio", "The portfolio: every service, its routes, and a verdict for each gate")
    page.get_by_role("link", name="Heat map").click()
    expect(page.get_by_role("link", name="Heat map")).to_have_attribute("aria-current", "page")
    camera.take("heat-map", "The same as a heat map: open findings by service and gate")
    open_service(page, "Brackenfell Data Services")
    gates = page.get_by_role("navigation", name="Gates")
    gates.get_by_role("link", name="Qualification", exact=False).last.click()
    expect(page.get_by_role("heading", name="Findings for Qualification")).to_be_visible()
    camera.take("sds", "One service: its gates, what to do next by who acts, findings", dark=True)
    open_service(page, "Hollowmere Data")
    page.get_by_role("link", name="SECAS has confirmed the full User Entry Process").first.click()
    expect(page.get_by_role("main")).to_contain_text("only its UEPT certificate")
    camera.take("finding", "A finding opened to its derivation")
    page.get_by_role("main").get_by_role("link", name="A203").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A203")
    camera.take("rulebook", "The rulebook: what A203 asks, and why")
    go(page, "Charts and risks")
    expect(page.get_by_role("heading", name="Risk register")).to_be_visible()
    camera.take("charts-and-risks", "How it moved, who waits for whom, and the risks R548 to R550")


def keeps_the_programme(camera: Camera) -> None:
    page = camera.page
    go(page, "Programme")
    camera.take("programme", "The programme: what is kept, and its settings in force")
    page.get_by_role("link", name="Change the settings").click()
    page.get_by_label("SIT Functional").fill("2025-05-19")
    page.get_by_label("Why").fill("To see what an earlier day would mean.")
    page.get_by_role("button", name="Show what follows").click()
    expect(page.get_by_role("main")).to_contain_text("SIT Functional")
    camera.take("what-follows", "What a change of the settings would turn, before it is made")


def test_a_provider(walk: Walk, launched: Launched, tmp_path: Path):
    confirmation = launched.line_with("Try it:").split(" hand in ")[1].split(" for ")[0]
    camera = walk("provider", "nia.farrow@emberley.example")
    page = camera.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("What we need from you next")
    camera.take("home", "What the programme needs next from a provider")
    open_service(page, "Emberley Data")
    page.get_by_role("link", name="Hand in evidence").first.click()
    page.get_by_label("SECAS confirms that we completed").check()
    page.get_by_label("One file").set_input_files(certificate(tmp_path))
    doubt = page.get_by_role("heading", name="This looks like another paper")
    expect(doubt).to_be_visible()
    camera.take("wrong-paper", "A UEPT certificate is not SECAS's confirmation: told before it is handed in")
    page.get_by_label("One file").set_input_files(confirmation)
    expect(doubt).to_be_hidden()
    page.get_by_label("Who issued it").select_option("secas")
    page.get_by_label("DCC User Role").select_option("MDR")
    camera.take("right-paper", "The confirmation from SECAS: no doubt is left")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("status").first).to_contain_text("Handed in. A reviewer decides next")
    camera.take("receipt", "The receipt, on the page of the item")
    go(page, "QAD", "Qualification Assessment Documents")
    page.get_by_role("main").get_by_role("link", name="Emberley Data").first.click()
    camera.take("qad", "The QAD of a service, section by section")


def certificate(folder: Path) -> Path:
    paper = make_paper(
        Facts(
            kind=EvidenceKind.UEPT_CERTIFICATE,
            reference="UEPT-MDR-0107",
            party="Emberley Data",
            issued_on=clock.today(),
            details={"user_role": DccRole.METER_DATA_RETRIEVER, "scenarios_version": "CTSD 3.2"},
        )
    )
    path = folder / str(paper.name)
    path.write_bytes(paper.read())
    return path


def test_a_code_body(walk: Walk):
    camera = walk("code-body", "isla.corrow@codebody.example")
    page = camera.page
    expect(page.get_by_role("heading", name="Checks to record")).to_be_visible()
    camera.take("home", "Checks to record and sections to agree, those that wait longest first")
    go(page, "Checks", "Elexon’s checks")
    camera.take("checks", "Elexon's checks of User Roles and Suppliers")
    page.get_by_role("link", name="Record a check of Aldermoor Energy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aldermoor Energy")
    camera.take("record-check", "Recording a check")
    go(page, "QAD", "Qualification Assessment Documents")
    camera.take("qad", "All QADs: what waits longest for a Code Body first")
    page.get_by_role("link", name="DIP-01").first.click()
    expect(page.get_by_role("button", name="Agree")).to_be_visible()
    camera.take("agree", "A section, and what agreeing to it changes")
    page.get_by_role("button", name="Agree").click()
    expect(page.get_by_role("status").first).to_contain_text("agreed")
    grants_a_waiver(camera)


def grants_a_waiver(camera: Camera) -> None:
    page = camera.page
    open_service(page, "Oxbarrow Data")
    page.get_by_role("main").get_by_role("link", name="Waivers", exact=True).click()
    camera.take("waivers", "The waivers of a service")
    page.get_by_role("link", name="Record a waiver").click()
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Set aside")
    page.get_by_label("Last day").fill("2025-06-27")
    page.get_by_label("Governance group").fill("Qualification Working Group")
    page.get_by_label("Reason").fill("The certificate is promised for June; the tests are passed.")
    effect = page.get_by_role("complementary").get_by_text("turns SIT Functional")
    expect(effect).to_be_visible()
    camera.take("grant", "A waiver, and what it would do, before it is recorded")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("status").first).to_contain_text("ecorded")


def test_a_member_of_the_qwg(walk: Walk):
    camera = walk("qwg", "hanna.obi@qwg.example")
    page = camera.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Shared with the QWG")
    camera.take("home", "The services that providers share with the QWG")
    page.get_by_role("main").get_by_role("link", name="Brackenfell Data Services", exact=True).click()
    camera.take("sds", "A shared service")
    page.get_by_role("button", name="Make a readiness pack").click()
    link = page.get_by_role("link", name="Download the")
    expect(link).to_be_visible(timeout=MADE_WITHIN)
    camera.take("pack", "A readiness pack, made step by step")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_who_collects_for_another(walk: Walk):
    camera = walk("collector", "piers.oakden@tarnwick.example")
    page = camera.page
    expect(page.get_by_role("heading", name="You collect for")).to_be_visible()
    camera.take("home", "What is needed for one's own service and for those one collects for")
    page.get_by_role("main").get_by_role("link", name="Brackenfell Data Services").first.click()
    camera.take("collecting", "The route by which one collects, and nothing else of that service")


def test_an_administrator(walk: Walk):
    camera = walk("administrator", "edda.marsh@programme.example")
    page = camera.page
    go(page, "Programme")
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    camera.take("people", "People, by organisation")
    go(page, "Programme")
    page.get_by_role("main").get_by_role("link", name="Organisations").click()
    expect(page.get_by_role("link", name="Aldermoor Energy")).to_be_visible()
    camera.take("organisations", "Organisations and what they take part in")
    open_service(page, "Brackenfell Data Services")
    page.get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Timeline")
    camera.take("timeline", "All that happened to a service, from the journal")

"""The whole of the main job, as three people do it in real browsers against the program as it is started."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.browser import Person
from tests.journeys.some_services import load_some
from tests.launched import Launched

PATIENCE = 90_000  # milliseconds, for a pack on a busy machine
PROVIDER = "nia.farrow@emberley.example"
REVIEWER = "maeve.tollan@programme.example"
CODE_BODY = "isla.corrow@codebody.example"


@pytest.fixture
def started(launch: Callable[..., Launched], environment: dict[str, str]) -> Launched:
    load_some(environment)
    return launch(QUALTRACK_DEMO="on")


def test_a_confirmation_turns_qualification_ready(browser: Browser, started: Launched, tmp_path: Path):
    address = started.line_with("qualtrack is at").split()[3]
    confirmation = started.line_with("Try it:").split(" hand in ")[1].split(" for ")[0]
    nia, maeve, isla = (Person(browser, address, email) for email in (PROVIDER, REVIEWER, CODE_BODY))

    qualification_is(nia.page, "Not ready")
    told_of_the_wrong_paper(nia.page, confirmation)
    hand_in(nia.page, confirmation)
    accept(maeve.page)
    record_the_check(isla.page)
    qualification_is(nia.page, "Ready")

    pdf = make_pack(nia.page, "Make a readiness pack", tmp_path)
    assert "Qualification" in text_of(pdf)
    assert "SECAS" in text_of(pdf)
    verify(make_pack(nia.page, "Make a QAD evidence pack", tmp_path), confirmation, tmp_path / "pack")

    assert [person.complaints for person in (nia, maeve, isla)] == [[], [], []]


def emberley(page: Page) -> None:
    page.get_by_role("link", name="Portfolio").first.click()
    page.get_by_role("main").get_by_role("link", name="Emberley Data").click()


def qualification_is(page: Page, verdict: str) -> None:
    emberley(page)
    station = (
        page.get_by_role("navigation", name="Gates").get_by_role("link").filter(has_text="Qualification")
    )
    expect(station.last).to_contain_text(verdict)


def told_of_the_wrong_paper(page: Page, confirmation: str) -> None:
    """A confirmation for another User Role is doubted at once and not taken; nothing typed is lost."""
    page.get_by_role("link", name="Hand in evidence").click()
    page.get_by_label("SECAS confirms that we completed").check()
    page.get_by_label("Who issued it").select_option("secas")
    page.get_by_label("DCC User Role").select_option("OU")
    expect(page.get_by_text("Hand it in all the same")).to_be_visible()
    page.get_by_label("File").set_input_files(confirmation)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Choose the file again")).to_be_visible()
    expect(page.get_by_text("Hand it in all the same")).to_be_visible()
    expect(page.get_by_label("Who issued it")).to_have_value("secas")


def hand_in(page: Page, confirmation: str) -> None:
    page.get_by_label("DCC User Role").select_option("MDR")
    expect(page.get_by_text("Hand it in all the same")).to_be_hidden()
    page.get_by_label("File").set_input_files(confirmation)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("status").first).to_contain_text("Handed in. A reviewer decides next")


def accept(page: Page) -> None:
    page.get_by_role("link", name="Review queue").click()
    row = page.get_by_role("row").filter(has_text="Emberley Data")
    row.get_by_role("link", name="UEP confirmation").click()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").first).to_contain_text("accepted")


def record_the_check(page: Page) -> None:
    page.get_by_role("link", name="Checks").click()
    page.get_by_role("link", name="Record a check of Emberley Data").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Emberley Data")
    page.get_by_label("Outcome").select_option("confirmed")
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_role("main")).to_contain_text("Checked")


def make_pack(page: Page, button: str, folder: Path) -> Path:
    emberley(page)
    page.get_by_role("button", name=button).click()
    link = page.get_by_role("link", name="Download the")
    expect(link).to_be_visible(timeout=PATIENCE)
    with page.expect_download() as download:
        link.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def text_of(pdf: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def verify(pack: Path, confirmation: str, folder: Path) -> None:
    """The pack holds the very bytes that were handed in, and proves itself with nothing but Python."""
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    handed_in = Path(confirmation).read_bytes()
    assert [path for path in folder.rglob("*.eml") if path.read_bytes() == handed_in]
    checked = subprocess.run(
        [sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout

"""With files in an object store, a browser takes papers from there, and no policy of ours forbids it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.browser import Person
from tests.journeys.some_services import load_some
from tests.launched import Launched
from tests.services.s3 import S3

REVIEWER = "maeve.tollan@programme.example"


def test_a_paper_is_taken_from_the_store(
    browser: Browser,
    launch: Callable[..., Launched],
    environment: dict[str, str],
    s3: S3,
    tmp_path: Path,
):
    store = {
        "STORAGE_URL": s3.url("journey"),
        "AWS_ACCESS_KEY_ID": s3.access_key,
        "AWS_SECRET_ACCESS_KEY": s3.secret_key,
    }
    load_some(environment | store)
    started = launch(QUALTRACK_DEMO="on", **store)
    maeve = Person(browser, started.line_with("qualtrack is at").split()[3], REVIEWER)
    maeve.page.get_by_role("link", name="Review").first.click()
    maeve.page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    name = maeve.page.locator(".qt-document-head strong").first
    with maeve.page.expect_download() as download:
        maeve.page.get_by_role("link", name="Download").first.click()

    saved = tmp_path / "paper"
    download.value.save_as(saved)
    assert download.value.url.startswith(f"{s3.endpoint}/{s3.bucket}/journey/evidence/")
    assert download.value.suggested_filename == name.text_content()
    assert saved.read_bytes().startswith(b"%PDF")
    assert maeve.complaints == []
    assert not (tmp_path / "var" / "files").exists()

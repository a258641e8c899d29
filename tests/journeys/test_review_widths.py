"""The review by width: document and fields side by side, or one of them where both would be too narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assumptions.vocabulary import EvidenceKind
from tests.journeys.browser import chromium
from tests.parties.builders import item, mdr_route, programme, reviewer, service
from tests.readiness.pages import page as page_of

LOOK = Path("static/qualtrack/qualtrack.css")


@pytest.fixture
def markup(db) -> str:
    programme()
    sds = service()
    paper = item(sds, EvidenceKind.DCC_ADAPTER, [mdr_route(sds)])
    return page_of(reviewer(), reverse("readiness:review", args=[paper.pk]))


def test_the_document_stands_beside_its_fields_only_where_it_can_be_read(markup: str):
    with chromium() as browser:
        page = browser.new_page()
        page.set_content(markup, wait_until="domcontentloaded")
        page.add_style_tag(path=LOOK)
        document, fields, tabs = (page.locator(one) for one in ("#document", "#fields", ".qt-review-tabs"))
        for width, side_by_side in ((390, False), (768, False), (999, False), (1000, True), (1280, True)):
            page.set_viewport_size({"width": width, "height": 900})
            expect(fields).to_be_visible()
            expect(document).to_be_visible(visible=side_by_side)
            expect(tabs).to_be_visible(visible=not side_by_side)
        left, right = document.bounding_box(), fields.bounding_box()
        assert left
        assert right
        assert left["x"] + left["width"] < right["x"]

"""What the tests of packs share."""

from __future__ import annotations

import pytest

from packs.readiness_pdf import RenderedPdf
from parties.models import SmartDataService
from tests.packs.stocked import STUB, stocked


@pytest.fixture
def undrawn(monkeypatch) -> None:
    """Packs are made with a stub in place of the PDF, which takes seconds to draw."""
    monkeypatch.setattr("packs.making.render_readiness_pdf", lambda snapshot: RenderedPdf(STUB, 1))


@pytest.fixture
def sds(db) -> SmartDataService:
    return stocked()

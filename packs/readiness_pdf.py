"""The readiness pack as PDF: tagged, with bookmarks, its fonts and the facts inside.

The same snapshot makes the same bytes. It is dated with the as-of day and named by the snapshot's digest;
nothing is fetched but the project's own style sheet and fonts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from packs.errors import PackNotMade
from packs.report import readiness_report
from packs.snapshot import Snapshot, as_bytes, digest

STYLES = "packs/readiness.css"
OWN_MARK = "data:image/svg+xml;base64,"  # a shape of the vocabulary, which the page itself carries
# One at a time: the date is given through the process's environment, and a long one takes much memory.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    content: bytes
    pages: int


def render_readiness_pdf(snapshot: Snapshot) -> RenderedPdf:
    """The PDF of a snapshot; ``PackNotMade`` where the libraries that draw it are missing."""
    html = readiness_html(snapshot)
    moment = datetime.fromisoformat(snapshot["facts"]["as_of"]).replace(tzinfo=UTC)
    with _one_at_a_time, _dated(moment):
        return _rendered(html, snapshot, moment)


def readiness_html(snapshot: Snapshot) -> str:
    return render_to_string("packs/readiness_pdf/document.html", {"report": readiness_report(snapshot)})


def _rendered(html: str, snapshot: Snapshot, moment: datetime) -> RenderedPdf:
    try:
        import weasyprint  # noqa: PLC0415 - slow to load, and only this task needs it
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415
    except OSError as error:
        raise PackNotMade(
            "the system's libraries for drawing PDFs are not installed here.",
            then="Ask whoever runs qualtrack to install Pango, then try again.",
        ) from error

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(OWN_MARK):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, own_static_file(url).read_bytes())

    fetcher, fonts = OwnFilesOnly(fail_on_errors=True), FontConfiguration()
    try:
        document = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=_static().as_uri()).render(
            stylesheets=[weasyprint.CSS(filename=_static() / STYLES, url_fetcher=fetcher, font_config=fonts)],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
        )
        document.metadata.attachments = [_facts_attached(weasyprint, snapshot, moment)]
        content = document.write_pdf(
            pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=bytes.fromhex(digest(snapshot))[:16]
        )
    except FatalURLFetchingError as error:  # a BaseException, which would end the worker
        raise RuntimeError(str(error)) from error
    return RenderedPdf(content, len(document.pages))


def own_static_file(url: str) -> Path:
    """The project's own static file behind a URL; ``PermissionError`` for whatever else it may be."""
    parts = urlsplit(url)
    path = Path(unquote(parts.path)).resolve()
    if parts.scheme != "file" or parts.netloc or not path.is_relative_to(_static()):
        raise PermissionError(f"A pack fetches nothing but its own files, not {url}")
    return path


def _static() -> Path:
    return Path(settings.BASE_DIR, "static").resolve()


def _facts_attached(weasyprint: Any, snapshot: Snapshot, moment: datetime) -> Any:
    return weasyprint.Attachment(
        string=as_bytes(snapshot["facts"]),
        name="facts.json",
        description="The facts that the rules were put to",
        created=moment,
        modified=moment,
        relationship="Data",
    )


@contextmanager
def _dated(moment: datetime) -> Iterator[None]:
    """Let whatever dates itself while fonts are cut take this moment."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before

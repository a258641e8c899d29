"""The readiness PDF, read back: it says all that the result says, and nothing of its own making."""

from __future__ import annotations

import builtins
import hashlib
import io
import json
import re
from datetime import date

import pikepdf
import pypdfium2
import pytest

from assumptions.sentences import in_full
from assumptions.sources import SOURCES
from assumptions.vocabulary import EvidenceKind, Gate, RiskState, Status, Verdict
from packs.errors import PackNotMade
from packs.readiness_pdf import own_static_file, readiness_html, render_readiness_pdf
from packs.snapshot import Snapshot, as_bytes, digest
from readiness.plain_words import detail_rows
from tests.packs.snapshots import snapshot_of

HOSTILE = "Acme <script>alert(1)</script> & <img src=file:///etc/passwd> {{ 7|add:7 }} Ltd"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return snapshot_of("ready-with-waivers", name=HOSTILE)


@pytest.fixture(scope="module")
def content(snapshot) -> bytes:
    return render_readiness_pdf(snapshot).content


@pytest.fixture(scope="module")
def pages(content) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def words(pages) -> str:
    return unwrapped(" ".join(pages))


def unwrapped(text: str) -> str:
    """Without line breaks and spaces, so that where a line ends does not matter."""
    return re.sub(r"[\s\ufffe\xad]+", "", text)


def test_the_cover_has_every_gate_with_its_verdict(snapshot, pages):
    cover = unwrapped(pages[0])
    for gate, result in snapshot["result"]["gates"].items():
        assert unwrapped(Gate(gate).label) in cover
        if result["verdict"] != "not_applicable":
            assert unwrapped(Verdict(result["verdict"]).label) in cover
        for day in filter(None, (result["passed_on"], result["holds_until"])):
            assert unwrapped(in_full(date.fromisoformat(day))) in cover


def test_every_reason_stands_with_its_title_status_and_citations(snapshot, words):
    for result in snapshot["result"]["gates"].values():
        for finding in result["findings"]:
            title = snapshot["requirements"][finding["requirement"]]["title"]
            at = words.find(unwrapped(title + finding["reason"]))
            assert at >= 0, finding["reason"]
            cited = unwrapped("".join(source.capitalize() for source in finding["sources"]))
            after = words[at + len(unwrapped(title + finding["reason"])) :]
            assert after.startswith(cited), (finding["reason"], after[:60])
            assert unwrapped(Status(finding["status"]).label) in words


def test_the_register_has_every_digest_and_says_where_no_document_is_held(snapshot, words):
    register = snapshot["register"]
    for item, held in register.items():
        assert item in words
        for file in held["files"]:
            assert file["sha256"] in words
    assert words.count("Nodocumentheld.") == sum(not held["files"] for held in register.values()) > 0


def test_the_register_says_of_each_file_whether_it_was_scanned(snapshot, words):
    held = [file for one in snapshot["register"].values() for file in one["files"]]
    scanned = sum(bool(file["scanned_by"]) for file in held)
    assert 0 < scanned < len(held)
    assert words.count("Notscannedforviruses") == len(held) - scanned
    assert words.count("Scannedforviruses,nothingfound(ClamAV1.4.6/27200)") == scanned


def test_the_register_calls_details_as_the_pages_do(words):
    details = {"coverage": "whole_role", "design_baseline": "IR8"}
    rows = detail_rows(EvidenceKind.PIT_COMPLETION, details)
    assert unwrapped("; ".join(f"{label}: {said}" for label, said in rows)) in words
    assert "Outcome:Deferred" in words


def test_waivers_risks_and_interpretations_are_told(snapshot, words):
    for waiver in snapshot["facts"]["waivers"]:
        assert unwrapped(waiver["reason"]) in words
        assert unwrapped(waiver["granted_by"]) in words
    for risk, state in snapshot["result"]["risks"].items():
        assert unwrapped(risk + SOURCES[risk].title) in words
        assert unwrapped(RiskState(state).label) in words
    cited = {source for source in snapshot["sources"] if source.startswith("I")}
    assert cited
    for source in cited:
        assert unwrapped(SOURCES[source].text) in words


def test_it_says_what_it_was_made_from(snapshot, words):
    assert "Rulesversion1,factsversion214" in words
    assert digest(snapshot["facts"]) in words
    assert "python-massumptionsfacts.json" in words


def test_it_bears_no_number_and_says_which_page_this_is(pages):
    assert not re.search(r"QP-\d", " ".join(pages))
    for number, page in enumerate(pages, 1):
        assert f"{number} of {len(pages)}" in page


def test_hostile_names_are_only_text(snapshot, words):
    assert unwrapped(HOSTILE) in words
    assert "<script>" not in readiness_html(snapshot)


def test_the_facts_are_attached_to_the_byte(snapshot, content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        attached = pdf.attachments["facts.json"].get_file().read_bytes()
    assert attached == as_bytes(snapshot["facts"])
    assert json.loads(attached) == snapshot["facts"]
    assert hashlib.sha256(attached).hexdigest() == digest(snapshot["facts"])


def test_it_is_tagged_bookmarked_titled_and_in_english(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]).startswith("Readiness of Acme")
        with pdf.open_outline() as outline:
            (cover,) = outline.root
            titles = [entry.title for entry in cover.children]
    assert titles[0].endswith("What to do next")
    assert any("Findings by gate" in title for title in titles)
    assert any("Evidence register" in title for title in titles)


def test_its_fonts_are_embedded_and_ours(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        assert all(any(key.startswith("/FontFile") for key in font.keys()) for font in fonts)  # noqa: SIM118
        names = {str(font.FontName).split("+")[1] for font in fonts}
    assert {name.split("-")[0] for name in names} == {"Inter", "Source"}


def test_it_is_dated_with_its_day_alone(snapshot, content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        day = snapshot["facts"]["as_of"].replace("-", "")
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{day}")
    assert set(re.findall(rb"\(D:(\d{8})", content)) == {day.encode()}


def test_it_is_identified_by_the_digest_of_its_snapshot(snapshot, content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bytes(pdf.trailer.ID[0]).hex() == digest(snapshot)[:32]


def test_nothing_is_fetched_but_our_own_static_files():
    for url in ("https://example.test/x.png", "file:///etc/passwd", "ftp://x/y", "http://127.0.0.1/"):
        with pytest.raises(PermissionError):
            own_static_file(url)
    inside = own_static_file((own_static_file.__globals__["_static"]() / "packs/readiness.css").as_uri())
    with pytest.raises(PermissionError):
        own_static_file(f"file://{inside.parent}/%2e%2e/%2e%2e/manage.py")


def test_says_so_where_the_libraries_are_missing(snapshot, monkeypatch):
    real = builtins.__import__

    def without_pango(name: str, *rest: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(PackNotMade, match="libraries for drawing PDFs are not installed"):
        render_readiness_pdf(snapshot)


def test_an_sds_with_nothing_is_told_too():
    pdf = render_readiness_pdf(snapshot_of("nothing-declared"))
    with pypdfium2.PdfDocument(pdf.content) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    assert "No collection route is declared." in text
    assert "No evidence has been handed in." in text

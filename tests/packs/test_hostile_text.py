"""Whatever parties write stands in the PDF to the letter: nothing of it is markup, and nothing is fetched."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from assumptions import InvalidFacts, parse_facts
from assumptions.document import as_document
from packs import readiness_pdf
from packs.readiness_pdf import render_readiness_pdf
from packs.snapshot import FORMAT, Snapshot, apply_rules
from tests.packs.snapshots import EXAMPLES, noted, registered

PIECES = (
    "<script>alert({n})</script>",
    '<img src="http://evil.test/{n}.png">',
    '<link rel="attachment" href="file:///etc/passwd">',
    "<style>@import url(http://evil.test/{n}.css)</style>",
    '"style="background:url(file:///etc/passwd)',
    "'></td></table><object data=/etc/passwd>",
    "&lt;b&gt;&amp;&#60;i&#62;&quot;",
    "{{{{ {n}|add:7 }}}}{{% include 'x' %}}",
)
# They are cited elsewhere, so they are no free text.
REFERENCE = re.compile(r"\.(id|requirement|scope)$|\.evidence\.\d+\.routes\.")
# What the report does not tell of these facts: an old note, and which scenarios would have been accepted.
UNSAID = {".programme.mdr_scenario_versions.0", "note 0 on sds-01"}
ANYTHING = "Anything at all"

accesses: list[str] = []
watching = False


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    if watching and (event.startswith(("socket.", "urllib.")) or event == "open"):
        accesses.append(f"{event} {arguments[0]}")


sys.addaudithook(watch)


def pieces(number: int) -> list[str]:
    return [f"({number}.{place}) {piece.format(n=number)}" for place, piece in enumerate(PIECES)]


class Written:
    """Puts a hostile text, each its own, into every place that takes one."""

    def __init__(self) -> None:
        self.places: dict[int, str] = {}

    def text(self, place: str) -> str:
        self.places[len(self.places) + 1] = place
        return " ".join(pieces(len(self.places)))

    def into_facts(self, document: dict[str, Any]) -> None:
        for holder, key, place in list(leaves(document)):
            kept, holder[key] = holder[key], ANYTHING
            holder[key] = self.text(place) if is_valid(document) else kept

    def into_register(self, snapshot: Snapshot) -> None:
        for item, held in snapshot["register"].items():
            for file in held["files"]:
                file["name"] = self.text(f"file of {item}")
            for decision in held["decisions"]:
                decision |= {"reason": self.text(f"reason on {item}"), "by": self.text(f"decider of {item}")}
        for section, told in snapshot["qad_notes"].items():
            told["notes"] = [self.text(f"note {place} on {section}") for place in range(len(told["notes"]))]


def leaves(part: Any, place: str = "") -> Iterator[tuple[Any, Any, str]]:
    """Each text of a document that is no reference: what holds it, its key there, and its path."""
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in pairs:
        here = f"{place}.{key}"
        if isinstance(value, str) and not REFERENCE.search(here):
            yield part, key, here
        yield from leaves(value, here)


def is_valid(document: dict[str, Any]) -> bool:
    try:
        parse_facts(json.dumps(document))
    except InvalidFacts:
        return False
    return True


@pytest.fixture(scope="module")
def written() -> Written:
    return Written()


@pytest.fixture(scope="module")
def snapshot(written: Written) -> Snapshot:
    document = json.loads((EXAMPLES / "section-waived.json").read_text())
    written.into_facts(document)
    facts = as_document(parse_facts(json.dumps(document)))
    frozen: Snapshot = {
        "format": FORMAT,
        "facts": facts,
        "facts_version": 214,
        "programme_version": 3,
        "is_demonstration": True,
        "register": {one["id"]: registered(one, place) for place, one in enumerate(facts["evidence"])},
        "qad_notes": {section["id"]: noted(section) for section in facts["qad"]["sections"]},
    }
    written.into_register(frozen)
    return apply_rules(frozen)


@pytest.fixture(scope="module")
def fetched() -> list[str]:
    return []


@pytest.fixture(scope="module")
def pdf(snapshot: Snapshot, fetched: list[str]) -> Iterator[pypdfium2.PdfDocument]:
    global watching  # noqa: PLW0603 - an audit hook stays for good, and listens only here
    ours = readiness_pdf.own_static_file

    def noted_and_opened(url: str) -> Path:
        fetched.append(url)
        return ours(url)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readiness_pdf, "own_static_file", noted_and_opened)
        watching = True
        try:
            content = render_readiness_pdf(snapshot).content
        finally:
            watching = False
    with pypdfium2.PdfDocument(content) as document:
        yield document


@pytest.fixture(scope="module")
def words(pdf: pypdfium2.PdfDocument) -> str:
    return unwrapped(" ".join(page.get_textpage().get_text_range() for page in pdf))


def unwrapped(text: str) -> str:
    return re.sub(r"[\s\ufffe\xad]+", "", text)


def test_every_field_that_takes_text_was_tried(written: Written, snapshot: Snapshot):
    fields = {re.sub(r"\.\d+", "", place) for place in written.places.values()}
    assert {re.sub(r" \d?( ?of| ?on) [a-z0-9-]+$", "", field) for field in fields} == {
        *(".service.name", ".service.provider", ".routes.collector.name"),
        *(".programme.design_baselines", ".programme.mdr_scenario_versions"),
        *(".evidence.details.design_baseline", ".evidence.details.scenarios_version"),
        *(".evidence.details.mdr_dip_id", ".evidence.details.four_digit_id"),
        *(".qad.sections.title", ".qad.sign_offs.signatory"),
        *(".waivers.granted_by", ".waivers.reason"),
        *("file", "reason", "decider", "note"),
    }


def test_every_text_stands_there_to_the_letter(written: Written, words: str):
    missing = {
        place: piece
        for number, place in written.places.items()
        for piece in pieces(number)
        if unwrapped(piece) not in words
    }
    assert missing.keys() == UNSAID


def test_nothing_was_fetched_but_our_own_fonts(pdf: pypdfium2.PdfDocument, fetched: list[str]):
    assert fetched
    assert {url for url in fetched if not re.search(r"/static/vendor/[\w/.-]+\.woff2$", url)} == set()


def test_nothing_was_asked_of_the_network_or_of_the_system(pdf: pypdfium2.PdfDocument):
    own = ("open ", f"urllib.Request {readiness_pdf.OWN_MARK}")
    assert any(access.startswith("open ") for access in accesses), "the hook listened"
    assert [one for one in accesses if not one.startswith(own) or "passwd" in one or "evil" in one] == []


def test_nothing_hangs_in_the_pdf_but_its_facts(pdf: pypdfium2.PdfDocument):
    assert [pdf.get_attachment(place).get_name() for place in range(pdf.count_attachments())] == [
        "facts.json"
    ]


def test_where_something_else_were_fetched_no_pack_is_made(snapshot: Snapshot, monkeypatch):
    for unwanted in ("http://evil.test/x.png", "file:///etc/passwd", "data:text/html,<b>x</b>"):
        markup = f'<img src="{unwanted}" alt="">'
        monkeypatch.setattr(readiness_pdf, "readiness_html", lambda _, markup=markup: markup)
        with pytest.raises(RuntimeError, match="Error fetching"):
            render_readiness_pdf(snapshot)

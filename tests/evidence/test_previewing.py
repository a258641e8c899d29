"""What is shown of a file, and that a hostile one costs a sentence and nothing more."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Callable

import pytest
from django.core.cache import cache, caches
from django.core.files.base import ContentFile
from PIL import Image

from evidence import child, previewing
from evidence.models import EvidenceFile
from evidence.previewing import NO_PREVIEW, Preview, page_drawn, preview_of, preview_of_upload
from evidence.previews import limits
from evidence.previews.limits import CannotShow
from tests.evidence import hostile_files as made

LOCKED = "This PDF is locked with a password. Ask for it without one, or download it."
NOT_READ = "This document could not be read; download it."
NOT_DRAWN = "This PDF could not be drawn; download it."


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["previews"].clear()


def shown(name: str, content: bytes) -> Preview:
    return preview_of_upload(ContentFile(content, name))


def drawn(name: str, content: bytes, number: int = 1) -> Image.Image:
    file = EvidenceFile(name=name, sha256=hashlib.sha256(content).hexdigest())
    file.content = ContentFile(content, name)
    return Image.open(io.BytesIO(page_drawn(file, number)))


def said(preview: Preview) -> list[str]:
    return [line.text for _, line in preview.lines()]


def test_a_pdf_is_read_with_the_place_of_each_line_and_drawn():
    letter = made.pdf(2, words="User Role: MDR")
    preview = shown("letter.pdf", letter)
    assert (preview.sort, preview.count, len(preview.pages)) == ("pages", 2, 2)
    ((_, line), *_) = preview.lines()
    assert line.text == "User Role: MDR"
    assert line.box
    left, top, right, bottom = line.box
    assert 70 < left < 75 < right < 200
    assert 842 - 700 - 12 < top < bottom < 842 - 700 + 4
    picture = drawn("letter.pdf", letter, 2)
    assert picture.format == "PNG"
    assert picture.width == limits.WIDEST
    assert min(picture.convert("L").tobytes()) < 100, "there is ink on it"


def test_of_a_long_pdf_the_first_pages_are_shown_and_the_rest_is_counted():
    long = made.pdf(limits.PAGES + 40)
    preview = shown("long.pdf", long)
    assert len(preview.pages) == limits.PAGES
    assert preview.left_out == 40
    with pytest.raises(CannotShow, match="no such page"):
        drawn("long.pdf", long, limits.PAGES + 1)


@pytest.mark.parametrize("number", [0, 2, 999])
def test_a_page_that_is_not_there_is_not_drawn(number: int):
    with pytest.raises(CannotShow, match="no such page"):
        drawn("letter.pdf", made.pdf(), number)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (made.locked_pdf, LOCKED),
        (lambda: b"%PDF-1.7\n% nothing of a PDF", NOT_DRAWN),
        (lambda: made.pdf()[:300], NOT_DRAWN),
    ],
    ids=["locked", "empty", "cut off"],
)
def test_a_pdf_that_can_not_be_drawn_says_so(content: Callable[[], bytes], sentence: str):
    assert shown("letter.pdf", content()).cannot == sentence
    with pytest.raises(CannotShow, match="download it"):
        drawn("letter.pdf", content())


def test_a_pdf_whose_table_of_places_is_wrong_is_shown_or_refused_but_never_fails():
    broken = made.pdf().replace(b"startxref\n", b"startxref\n9999")
    preview = shown("letter.pdf", broken)
    assert said(preview) == ["User Role: MDR"] or preview.cannot == NOT_DRAWN


def test_a_page_of_a_hundred_thousand_points_makes_no_larger_picture():
    huge = made.pdf(box=(0, 0, 14_400, 100_000))
    picture = drawn("huge.pdf", huge)
    assert picture.width * picture.height <= 1.01 * limits.DOTS


def test_the_script_in_a_pdf_is_not_run():
    assert said(shown("scripted.pdf", made.scripted_pdf())) == ["User Role: MDR"]


def test_a_picture_is_written_anew_without_what_came_with_it():
    plain = Image.new("RGB", (3_000, 200), "red")
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "where it was taken"
    plain.save(written, "JPEG", exif=exif)
    picture = drawn("scan.jpg", written.getvalue())
    assert picture.format == "PNG"
    assert picture.width == limits.WIDEST
    assert not picture.getexif()


def test_a_picture_of_fifty_thousand_dots_each_way_is_not_decoded():
    bomb = made.png(50_000, 50_000)
    assert shown("scan.png", bomb).cannot == "This picture is too large to be shown here; download it."
    assert shown("cut.png", made.png(60, 60)[:40]).cannot == "This picture could not be drawn; download it."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (made.zip_bomb, "This document is too large to be shown here; download it."),
        (made.billion_laughs, NOT_READ),
        (made.outside_entity, NOT_READ),
        (lambda: made.archive(word__other="<w/>"), NOT_READ),
        (lambda: made.archive(word__document="<w><p>"), NOT_READ),
        (lambda: b"PK\x03\x04 no archive", NOT_READ),
    ],
    ids=["bomb", "laughs", "entity", "no document", "cut off", "no archive"],
)
def test_a_hostile_document_costs_a_sentence(content: Callable[[], bytes], sentence: str):
    preview = shown("letter.docx", content())
    assert preview.cannot == sentence
    assert not said(preview)


def test_the_words_of_a_document_are_shown():
    preview = shown("letter.docx", made.docx("We confirm &lt;b&gt;it&lt;/b&gt;.", "User Role: MDR"))
    assert said(preview) == ["We confirm <b>it</b>.", "User Role: MDR"]
    assert "Only the words are shown" in preview.notes[0]


def test_the_cells_of_a_workbook_and_of_a_csv_are_shown():
    (sheet,) = shown("users.xlsx", made.xlsx(("Party", "Role"), ("Tarnwick", "IS"))).tables
    assert sheet.rows == (("Party", "Role"), ("Tarnwick", "IS"))
    (table,) = shown("users.csv", "Party;Role\nTärnwick;IS\n".encode("cp1252")).tables
    assert table.rows == (("Party", "Role"), ("Tärnwick", "IS"))
    (long,) = shown("users.csv", b"a,b\n" * 1_000).tables
    assert (len(long.rows), long.more) == (limits.ROWS, 1_000 - limits.ROWS)


def test_mail_is_shown_as_its_headers_and_text():
    preview = shown("confirmed.eml", made.mail("We confirm.\r\n\r\nUser Role: MDR"))
    assert ("From", "SECAS <users@secas.example>") in preview.headers
    assert preview.paragraphs == ("We confirm.", "User Role: MDR")


def test_of_html_mail_only_the_text_is_shown():
    markup = (
        "<style>p {}</style><p>We <b>confirm</b>.</p><script>alert(1)</script><img src=https://a.example/x>"
    )
    preview = shown("confirmed.eml", made.mail(markup, subtype="html"))
    assert preview.paragraphs == ("We confirm.",)
    assert "only its text is shown" in preview.notes[0]


def test_what_turns_the_reading_direction_is_left_out():
    assert shown("a.eml", made.mail("safe \u202egpj.exe\0")).paragraphs == ("safe gpj.exe",)


def test_mail_nested_without_end_costs_a_sentence():
    preview = shown("nested.eml", made.nested_mail())
    assert preview.cannot in {previewing.NOT_READ, "This mail could not be read; download it."}


def test_other_sorts_have_no_preview():
    assert shown("letter.msg", b"\xd0\xcf\x11\xe0").cannot == NO_PREVIEW


def test_a_child_that_runs_on_is_killed_and_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "WAITING", 0.05)
    begun = time.monotonic()
    assert shown("letter.pdf", made.pdf(3)).cannot == NOT_DRAWN
    assert time.monotonic() - begun < 5


def test_a_child_that_falls_over_is_told_and_tried_again_later(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "_run", lambda *_: False)
    assert shown("letter.pdf", made.pdf()).cannot == NOT_DRAWN
    assert shown("letter.eml", made.mail()).cannot == previewing.NOT_READ


def test_what_was_read_is_kept(monkeypatch: pytest.MonkeyPatch):
    letter = made.pdf()
    before = shown("letter.pdf", letter)
    monkeypatch.setattr(child, "_run", lambda *_: pytest.fail("read a second time"))
    assert shown("other-name.pdf", letter) == before


def test_a_page_on_which_the_child_falls_over_is_not_drawn_again_at_once(monkeypatch: pytest.MonkeyPatch):
    tries: list[tuple[str, ...]] = []

    def falls_over(arguments: tuple[str, ...], *_: object) -> bool:
        tries.append(arguments)
        return False

    monkeypatch.setattr(child, "_run", falls_over)
    for _ in range(3):
        with pytest.raises(CannotShow, match="download it"):
            drawn("letter.pdf", made.pdf())
    assert tries == [("evidence.previews", "draw", "PDF", "1")]


@pytest.mark.parametrize("number", [-1, 0, limits.PAGES + 1, 999])
def test_for_a_page_beyond_the_last_that_is_shown_no_child_is_started(
    number: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(child, "_run", lambda *_: pytest.fail("a child was started"))
    with pytest.raises(CannotShow, match="no such page"):
        drawn("letter.pdf", made.pdf(), number)


def test_however_much_is_looked_at_no_count_of_tries_is_pushed_out(monkeypatch: pytest.MonkeyPatch):
    """Else whoever may look at files could guess at passwords and codes for ever."""
    monkeypatch.setattr(previewing, "_from_child", lambda *_: b"\x89PNG")
    cache.set("tries", 7)
    for number in range(400):
        file = EvidenceFile(name="letter.pdf", sha256=f"{number:064}")
        previewing.page_drawn(file, 1)
    assert cache.get("tries") == 7


def test_a_heavy_page_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    """So that what is kept stays within the memory of a web process."""
    drawings: list[str] = []
    heavy = b"\x89PNG" + bytes(previewing.LIGHT)

    def drawn_anew(*_: object) -> bytes:
        drawings.append("one")
        return heavy

    monkeypatch.setattr(previewing, "_from_child", drawn_anew)
    for _ in range(2):
        previewing.page_drawn(EvidenceFile(name="scan.pdf", sha256="5" * 64), 1)
    assert len(drawings) == 2


def test_with_all_children_busy_people_are_asked_to_come_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "WAITING", 0.01)
    for _ in range(2):
        child.AT_ONCE.acquire()
    try:
        assert shown("letter.pdf", made.pdf()).cannot == previewing.BUSY
    finally:
        for _ in range(2):
            child.AT_ONCE.release()


def test_other_bytes_than_were_handed_in_are_not_drawn_and_nothing_is_kept_of_them():
    letter, other = made.pdf(words="Accepted"), made.pdf(words="Refused!")
    file = EvidenceFile(name="letter.pdf", sha256=hashlib.sha256(letter).hexdigest())
    file.content = ContentFile(other, "letter.pdf")
    with pytest.raises(CannotShow, match="other bytes than were handed in"):
        page_drawn(file, 1)
    assert "other bytes than were handed in" in preview_of(file).cannot
    file.content = ContentFile(letter, "letter.pdf")
    assert said(preview_of(file)) == ["Accepted"]

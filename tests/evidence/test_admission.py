"""What may come in does, and what may not is told why, with what to do; nothing else ever happens."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from evidence import admission, child
from evidence.admission import BUSY, NOT_CHECKED, file_type_of
from evidence.hygiene.looking import answer_about
from evidence.hygiene.types import BY_ENDING, FILE_TYPES
from evidence.previews.limits import MEMORY, SECONDS
from parties.errors import Refused
from tests.evidence import hostile_files as made
from tests.evidence.good_files import GOOD
from tests.evidence.hostile_corpus import HOSTILE

Make = Callable[[], bytes]


@pytest.fixture(autouse=True)
def _nothing_kept():
    caches["previews"].clear()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the child answers, without starting one for each of a hundred files."""

    def answer(_module: str, arguments: tuple[str, ...], content: SimpleUploadedFile) -> bytes:
        content.seek(0)
        return answer_about(content.read(), *arguments).encode()

    monkeypatch.setattr(admission, "answer_of", answer)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("name", "make", "why"), HOSTILE.values(), ids=HOSTILE)
def test_what_may_not_come_in_is_told_why_and_what_to_do(name: str, make: Make, why: str):
    with pytest.raises(Refused) as refused:
        file_type_of(upload(name, make()))
    said = str(refused.value)
    assert why in said
    assert refused.value.field == "upload"
    does = ("choose that file", "Hand ", "hand ", "Save it as", "and choose")
    assert any(word in said for word in does), "it says what to do"


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("name", "make"), GOOD.values(), ids=GOOD)
def test_what_people_hand_in_comes_in_and_is_read_from_its_start_again(name: str, make: Make):
    content = make()
    file = upload(name, content)
    assert file_type_of(file) is BY_ENDING[name[name.rindex(".") :]]
    assert file.read() == content


@pytest.mark.parametrize("sort", ["pdf", "docx", "xlsx", "csv", "eml, letter", "msg, letter", "png", "jpg"])
def test_the_child_takes_a_file_of_each_type(sort: str):
    name, make = GOOD[sort]
    assert file_type_of(upload(name, make())) in FILE_TYPES


@pytest.mark.parametrize(
    "sort", ["pdf, script", "docx, macros", "docx, bomb", "eml, program", "msg, program"]
)
def test_the_child_refuses_with_the_same_sentence(sort: str):
    name, make, why = HOSTILE[sort]
    with pytest.raises(Refused, match=why):
        file_type_of(upload(name, make()))


def test_a_mail_that_the_child_falls_over_is_refused():
    with pytest.raises(Refused):
        file_type_of(upload("a.eml", made.nested_mail()))


def test_every_type_has_good_and_hostile_files():
    assert {BY_ENDING[name[name.rindex(".") :]] for name, _ in GOOD.values()} == set(FILE_TYPES)
    hostile = {BY_ENDING.get(name[name.rindex(".") :]) for name, _, _ in HOSTILE.values()}
    assert hostile >= set(FILE_TYPES)


def test_a_file_on_the_disk_of_the_web_server_is_checked_there():
    for content, is_taken in ((made.pdf(3), True), (made.scripted_pdf(), False)):
        with TemporaryUploadedFile("letter.pdf", "application/pdf", 0, None) as file:
            file.write(content)
            file.size = len(content)
            if is_taken:
                assert file_type_of(file).name == "PDF"
                assert file.read() == content
            else:
                with pytest.raises(Refused, match="holds a script"):
                    file_type_of(file)


def test_a_file_sent_again_is_not_looked_into_again(monkeypatch: pytest.MonkeyPatch):
    """The form sends it to be read, and then to be kept."""
    good, scripted = made.pdf(), made.scripted_pdf()
    file_type_of(upload("letter.pdf", good))
    with pytest.raises(Refused, match="holds a script"):
        file_type_of(upload("letter.pdf", scripted))
    monkeypatch.setattr(child, "_run", lambda *_: pytest.fail("looked into again"))
    assert file_type_of(upload("other-name.pdf", good)).name == "PDF"
    with pytest.raises(Refused, match="holds a script"):
        file_type_of(upload("letter.pdf", scripted))


@pytest.mark.parametrize("answer", [b"", b"null", b"{}", b'{"taken": 1.5}', b"[]", b'{"taken": true'])
def test_without_a_clear_answer_nothing_comes_in(answer: bytes, monkeypatch, caplog):
    monkeypatch.setattr(admission, "answer_of", lambda *_: answer)
    with caplog.at_level(logging.WARNING), pytest.raises(Refused) as refused:
        file_type_of(upload("letter.pdf", made.pdf()))
    assert str(refused.value) == NOT_CHECKED
    assert "could not be checked" in caplog.text
    monkeypatch.undo()
    assert file_type_of(upload("letter.pdf", made.pdf())).name == "PDF", "a failure is not kept"


def test_a_check_that_runs_on_is_stopped_and_the_file_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "WAITING", 0.01)
    begun = time.monotonic()
    with pytest.raises(Refused, match="could not be checked"):
        file_type_of(upload("letter.pdf", made.pdf()))
    assert time.monotonic() - begun < 5


def test_with_all_children_busy_people_are_asked_to_come_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "WAITING", 0.01)
    for _ in range(2):
        child.AT_ONCE.acquire()
    try:
        with pytest.raises(Refused) as refused:
            file_type_of(upload("letter.pdf", made.pdf()))
    finally:
        for _ in range(2):
            child.AT_ONCE.release()
    assert str(refused.value) == BUSY


FUZZ = """
import json, resource, sys, time
from evidence.previews.limits import keep_within_limits
keep_within_limits()
from tests.evidence.fuzzing import run
print(json.dumps(run(int(sys.argv[1]))))
"""


def test_damaged_files_are_taken_or_refused_and_nothing_else_happens():
    """Some hundreds of good files with bytes changed, in one process with the limits of those that check."""
    done = subprocess.run(
        [sys.executable, "-c", FUZZ, "7"], cwd=child.ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    outcome = json.loads(done.stdout)
    assert outcome["tried"] >= 300
    assert outcome["refused"] > 50
    assert outcome["taken"] > 0
    assert not outcome["else"], "the child would fall over, and the file be refused with less to go by"
    assert outcome["slowest"] < SECONDS
    assert outcome["memory"] < MEMORY

"""The verifier as whoever gets a pack runs it: plain Python, by itself, in the unpacked folder."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from packs import verify

FILES = {"readiness.pdf": b"%PDF", "qad/01-s1/EV-0001-letter.pdf": b"letter" * 1000, "empty.csv": b""}
Verdict = subprocess.CompletedProcess[str]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    shutil.copy(verify.__file__, folder / "verify.py")
    listed = FILES | {"verify.py": (folder / "verify.py").read_bytes()}
    write_manifest(folder, [entry(path, content) for path, content in listed.items()])
    return folder


def entry(path: str, content: bytes) -> dict[str, Any]:
    return {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_manifest(folder: Path, files: Any) -> None:
    (folder / "manifest.json").write_text(json.dumps({"format": "qualtrack-pack/1", "files": files}))


def verified(folder: Path, *arguments: str) -> Verdict:
    return subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py"), *arguments],
        cwd="/",
        env={"PATH": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_says_that_a_whole_pack_is_whole(pack):
    found = verified(pack)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "This pack is whole: all 4 files agree with manifest.json.\n"
    assert {path.name for path in pack.iterdir()} == {
        "manifest.json",
        "verify.py",
        "qad",
        "readiness.pdf",
        "empty.csv",
    }


def test_verifies_another_folder(pack, tmp_path):
    shutil.copy(pack / "verify.py", tmp_path / "verify.py")
    assert verified(tmp_path, str(pack)).returncode == 0


LETTER = "qad/01-s1/EV-0001-letter.pdf"


def alter(pack: Path) -> None:
    content = (pack / LETTER).read_bytes()
    (pack / LETTER).write_bytes(b"L" + content[1:])


def put_a_folder(pack: Path) -> None:
    (pack / "readiness.pdf").unlink()
    (pack / "readiness.pdf").mkdir()


def put_a_link(pack: Path) -> None:
    (pack / LETTER).rename(pack.parent / "away")
    (pack / LETTER).symlink_to(pack.parent / "away")


TAMPERINGS: dict[str, tuple[Callable[[Path], Any], list[str]]] = {
    "altered": (alter, [f"Altered: {LETTER}"]),
    "cut short": (lambda pack: (pack / LETTER).write_bytes(b"let"), [f"Altered: {LETTER}"]),
    "removed": (lambda pack: (pack / "readiness.pdf").unlink(), ["Missing: readiness.pdf"]),
    "added": (lambda pack: (pack / "qad/new.pdf").write_bytes(b"x"), ["Added: qad/new.pdf"]),
    "added and empty": (lambda pack: (pack / "new").write_bytes(b""), ["Added: new"]),
    "renamed": (
        lambda pack: (pack / "empty.csv").rename(pack / "other.csv"),
        ["Added: other.csv", "Missing: empty.csv"],
    ),
    "the verifier": (
        lambda pack: (pack / "verify.py").write_text((pack / "verify.py").read_text() + "# x\n"),
        ["Altered: verify.py"],
    ),
    "a folder in place of a file": (put_a_folder, ["Missing: readiness.pdf"]),
    "a link in place of a file": (put_a_link, [f"Altered: {LETTER}"]),
    "a link to a folder": (lambda pack: (pack / "etc").symlink_to("/etc"), ["Added: etc"]),
    "a pipe": (lambda pack: os.mkfifo(pack / "pipe"), ["Added: pipe"]),
    "a name that a terminal obeys": (
        lambda pack: (pack / "\x1b[2J\nwhole").write_bytes(b""),
        ["Added: \\x1b[2J\\nwhole"],
    ),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_names_what_was_done_to_a_pack(pack, how):
    tamper, said = TAMPERINGS[how]
    tamper(pack)
    found = verified(pack)
    *named, last = found.stdout.splitlines()
    assert (found.returncode, found.stderr) == (1, "")
    assert sorted(named) == sorted(said)
    assert last == f"This pack is not whole: {len(said)} of its files differ from manifest.json."


MANIFESTS = {
    "gone": None,
    "no JSON": "{",
    "deep": "[" * 100_000,
    "another format": '{"format": "x", "files": []}',
    "no files": '{"format": "qualtrack-pack/1", "files": []}',
    "a key twice": '{"format": "qualtrack-pack/1", "format": "qualtrack-pack/1", "files": [1]}',
    "an entry that is no object": '{"format": "qualtrack-pack/1", "files": ["readiness.pdf"]}',
    "a number with many digits": f'{{"format": "qualtrack-pack/1", "files": [{"9" * 10_000}]}}',
}


@pytest.mark.parametrize("how", MANIFESTS)
def test_says_nothing_is_verified_without_a_right_manifest(pack, how):
    text = MANIFESTS[how]
    (pack / "manifest.json").unlink()
    if text is not None:
        (pack / "manifest.json").write_text(text)
    found = verified(pack)
    assert (found.returncode, found.stderr) == (1, "")
    assert found.stdout.startswith("Not verified: ")


@pytest.mark.parametrize(
    "path", ["../out", "/etc/passwd", "a//b", "a/./b", "C:\\x", "C:x", "a\\b", "", ".", "a\0b", 7, None]
)
def test_reads_nothing_outside_of_the_folder(pack, path):
    write_manifest(pack, [{"path": path, "size": 1, "sha256": "0" * 64}])
    found = verified(pack)
    assert found.returncode == 1
    assert "can't be in a pack" in found.stdout


@pytest.mark.parametrize(
    "fields", [{"size": True}, {"size": "1"}, {"sha256": "0" * 63}, {"sha256": None}], ids=str
)
def test_wants_a_size_and_a_digest(pack, fields):
    write_manifest(pack, [entry("readiness.pdf", b"%PDF") | fields])
    found = verified(pack)
    assert found.returncode == 1
    assert "no right size and SHA-256 for readiness.pdf" in found.stdout


def test_a_file_listed_twice_is_no_right_manifest(pack):
    write_manifest(pack, [entry("readiness.pdf", b"%PDF")] * 2)
    assert "lists readiness.pdf twice" in verified(pack).stdout


def test_needs_nothing_newer_than_python_3_8():
    source = Path(verify.__file__).read_text()
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {
        name.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"__future__", *sys.stdlib_module_names}
    assert not imported & {"socket", "urllib", "http", "ssl", "subprocess"}


def test_a_module_that_was_added_beside_it_is_named_and_not_run(pack):
    (pack / "hashlib.py").write_text("print('taken over')\nraise SystemExit(0)\n")
    run = subprocess.run([sys.executable, "verify.py"], cwd=pack, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "hashlib.py" in run.stdout
    assert "taken over" not in run.stdout

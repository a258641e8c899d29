"""python -m assumptions: results, problems and exit statuses."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assumptions.__main__ import main
from tests.assumptions.documents import document, service

ROOT = Path(__file__).parents[2]
EXAMPLE = Path(__file__).parent / "examples" / "mdr-certificate-alone.json"


def run(*arguments: str | Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "assumptions", *map(str, arguments)]
    return subprocess.run(
        command, input=given, capture_output=True, cwd=ROOT, check=False, env={"LC_ALL": "C"}
    )


@pytest.fixture
def write(tmp_path: Path):
    def write_file(facts: object, name: str = "facts.json") -> Path:
        path = tmp_path / name
        path.write_bytes(facts if isinstance(facts, bytes) else json.dumps(facts).encode())
        return path

    return write_file


def test_a_result_for_each_file(write) -> None:
    accented = write(document(service=service(provider="Ynni Môn ☂")))
    done = run(EXAMPLE, accented)
    assert (done.returncode, done.stderr) == (0, b"")
    first, rest = json.JSONDecoder().raw_decode(done.stdout.decode())
    second = json.loads(done.stdout.decode()[rest:])
    assert list(first) == ["service", "as_of", "rules", "gates", "risks"]
    assert (first["service"], second["service"]) == ("mdr-certificate-alone", "acme")
    assert "Ynni Môn ☂ takes part" in second["gates"]["sit_cit"]["findings"][0]["reason"]


def test_day_and_gates_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ["--gate", "qualification", "--as-of", "2024-01-01", "--gate", "sit_cit", "--gate", "sit_cit"]
    assert main([str(EXAMPLE), *chosen]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["as_of"] == "2024-01-01"
    assert list(found["gates"]) == ["sit_cit", "qualification"]
    assert list(found["risks"]) == ["R548", "R549", "R550"]


def test_problems_of_a_file_go_to_stderr_and_the_others_are_evaluated(write, capsys) -> None:
    wrong = write(document(colour="red", as_of="2024-02-30"), "wrong.json")
    assert main([str(wrong), str(EXAMPLE)]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["service"] == "mdr-certificate-alone"
    assert err.splitlines() == [
        f"{wrong}: $.as_of: Give a day of the calendar as YYYY-MM-DD.",
        f"{wrong}: $.colour: Remove this key; it is not known here.",
    ]


def test_json_lines_in_the_same_order_without_blank_ones() -> None:
    good, wrong = json.dumps(document()).encode(), b'{"format": "\\ud800", "\\ud800": 1}'
    done = run("-", given=b"\n".join([good, b"", b" \t\r", wrong, b"{", good]))
    assert (done.returncode, done.stderr) == (2, b"")
    first, second, third, fourth = map(json.loads, done.stdout.splitlines())
    assert first == fourth
    assert first["service"] == "acme"
    assert {"path": '$["\\ud800"]', "message": "Remove this key; it is not known here."} in second["errors"]
    assert [problem["path"] for problem in third["errors"]] == ["$"]


def test_no_lines_at_all() -> None:
    done = run("-")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize(
    "text", [b"\xff", b"\xef\xbb\xbf{}", b"NaN", b"[" * 100_000, b"1" * 5_000, b"", b"[]"]
)
def test_text_that_is_no_document_is_wrong_at_the_root(text: bytes, write, capsys) -> None:
    path = write(text)
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"{path}: $: ")


def test_lone_surrogates_can_be_told(write) -> None:
    path = write(b'{"a\\ud800": 1}', "odd.json")
    done = run(path)
    assert done.returncode == 2
    assert b'odd.json: $["a\\ud800"]: Remove this key' in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["-", "facts.json"],
        ["-", "-"],
        ["-", "--as-of", "2024-02-30"],
        ["-", "--as-of", "20240201"],
        ["-", "--as-of", "1999-12-31"],
        ["-", "--as-of", "2200-01-01"],
        ["-", "--gate", "sit"],
        ["-", "--colour"],
        ["-", "--gat", "sit_cit"],
    ],
)
def test_unusable_options(arguments: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["missing.json", ".", "a\0b"])
def test_a_file_that_cant_be_read(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = f"{tmp_path}/{name}"
    assert main([path]) == 2
    assert capsys.readouterr().err.startswith(f"{path}: can't be read: ")


BROKEN = """
import sys
from dataclasses import replace
from assumptions import findings
from assumptions.__main__ import main
def fail(*_): raise ZeroDivisionError("broken")
rule = findings.REQUIREMENTS["A094.SECURITY"]
findings.REQUIREMENTS = {**findings.REQUIREMENTS, rule.id: replace(rule, decide=fail)}
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("by_line", [False, True])
def test_a_rule_that_raises_is_loud(by_line: bool, write) -> None:
    text = json.dumps(document()).encode()
    arguments = ["-"] if by_line else [str(write(text))]
    command = [sys.executable, "-c", BROKEN, *arguments]
    given = b"\n" + text
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (3, b"")
    told = done.stderr.decode()
    assert told.startswith("line 2: " if by_line else arguments[0])
    assert "the rule A094.SECURITY failed on the service acme" in told
    assert "ZeroDivisionError('broken')" in told

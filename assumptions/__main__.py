"""The command line: facts documents in, results out.

    python -m assumptions FILE.json ...      one result per file, pretty-printed
    python -m assumptions -                  JSON Lines in, JSON Lines out

Exit status 0: every document was evaluated. 2: a document is not valid, a file can't be read, or the options
are unusable. 3: a rule raised, which is a fault of ours.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assumptions.evaluation import Evaluation, evaluate
from assumptions.facts import Facts
from assumptions.findings import RuleFault
from assumptions.problems import InvalidFacts
from assumptions.reading import parse_facts
from assumptions.values import is_in_range, parse_day
from assumptions.vocabulary import Gate

DONE, INVALID, FAULT = 0, 2, 3
JSON_BLANKS = b" \t\r\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """The options: another day than the document's (or None), and the gates to keep (None: all)."""

    as_of: date | None
    gates: Sequence[Gate] | None

    def result(self, facts: Facts) -> Evaluation:
        return evaluate(facts, self.as_of, self.gates)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line on the arguments (those of the process, if None) and returns the exit status."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if "-" in options.files and len(options.files) > 1:
        parser.error("give either - or files, not both")
    asked = Asked(options.as_of, options.gate)
    try:
        return evaluate_lines(asked) if options.files == ["-"] else evaluate_files(options.files, asked)
    except RuleFault as fault:
        complain(f"{fault.__notes__[0]}: {fault}: {fault.__cause__!r}")
        return FAULT


def make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m assumptions",
        description="Says how ready a Smart Data Service is for each gate, and why.",
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="facts documents, or - for JSON Lines")
    parser.add_argument("--as-of", type=a_day, metavar="DATE", help="the day to look at, YYYY-MM-DD")
    parser.add_argument("--gate", type=a_gate, action="append", help="keep only this gate; can be repeated")
    return parser


def a_day(written: str) -> date:
    try:
        day = parse_day(written)
    except ValueError:
        raise argparse.ArgumentTypeError("give a day of the calendar as YYYY-MM-DD") from None
    if not is_in_range(day):
        raise argparse.ArgumentTypeError("give a date from 2000-01-01 to 2199-12-31")
    return day


def a_gate(written: str) -> Gate:
    try:
        return Gate(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"choose one of: {', '.join(Gate)}") from None


def evaluate_files(names: Sequence[str], asked: Asked) -> int:
    """Prints a result for each valid file, and the problems of the others to stderr."""
    statuses = [evaluate_file(name, asked) for name in names]
    return max(statuses)


def evaluate_file(name: str, asked: Asked) -> int:
    try:
        facts = parse_facts(Path(name).read_bytes())
    except (OSError, ValueError) as problem:
        for line in _lines_about(problem):
            complain(f"{name}: {line}")
        return INVALID
    print(json.dumps(_as_json(facts, asked, name), indent=1, ensure_ascii=False))
    return DONE


def _lines_about(problem: OSError | ValueError) -> list[str]:
    if isinstance(problem, InvalidFacts):
        return [f"{path}: {message}" for path, message in problem.problems]
    why = problem.strerror if isinstance(problem, OSError) else problem
    return [f"can't be read: {why}"]


def evaluate_lines(asked: Asked) -> int:
    """Answers each line of stdin that is not blank with one line on stdout, in the same order."""
    statuses = [
        evaluate_line(line, f"line {number}", asked)
        for number, line in enumerate(sys.stdin.buffer, start=1)
        if line.strip(JSON_BLANKS)
    ]
    return max(statuses, default=DONE)


def evaluate_line(line: bytes, name: str, asked: Asked) -> int:
    try:
        answer, status = _as_json(parse_facts(line), asked, name), DONE
    except InvalidFacts as invalid:
        problems = [{"path": path, "message": message} for path, message in invalid.problems]
        answer, status = {"errors": problems}, INVALID
    print(json.dumps(answer))
    return status


def _as_json(facts: Facts, asked: Asked, name: str) -> dict[str, object]:
    try:
        return asked.result(facts).as_json()
    except RuleFault as fault:
        fault.add_note(name)
        raise


def complain(line: str) -> None:
    """Writes a line to stderr; what can't be written as text (a lone surrogate) is escaped."""
    print(line.encode("utf-8", "backslashreplace").decode("utf-8"), file=sys.stderr)


def write_utf8() -> None:
    """Results and problems are UTF-8 whatever the terminal's locale says, as JSON is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    write_utf8()
    sys.exit(main())

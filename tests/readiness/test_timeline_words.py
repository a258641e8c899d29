"""Every action that the journal may hold has its words, and its values are told as people say them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journal.models import Entry
from parties.sign_in_views import Journalled
from readiness.timeline_words import LOOKED_AT, SENTENCES, STATUSES, Value, sentence_for, values_of

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("qualtrack", "demonstration", "packs", "readiness", "evidence", "parties", "jobs", "journal")
RECORDERS = {"record", "record_change"}

Function = ast.FunctionDef


def recorded_actions() -> Iterator[str]:
    """The actions that code records: those written there, else the names of the public functions."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            functions = [node for node in ast.parse(path.read_text()).body if isinstance(node, Function)]
            for function in functions:
                if function.name not in RECORDERS:
                    yield from actions_of(function, functions)


def actions_of(function: Function, functions: list[Function]) -> Iterator[str]:
    for call in calls(function, RECORDERS):
        (action,) = (keyword.value for keyword in call.keywords if keyword.arg == "action")
        if isinstance(action, ast.Constant):
            yield str(action.value)
        else:
            named = set(public_callers(function, functions))
            assert named, f"{function.name} records an action that no public function names"
            yield from named


def public_callers(function: Function, functions: list[Function]) -> Iterator[str]:
    if not function.name.startswith("_"):
        yield function.name
    else:
        for other in functions:
            if any(calls(other, {function.name})):
                yield from public_callers(other, functions)


def calls(function: Function, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def test_every_action_that_is_recorded_has_a_sentence_and_no_other():
    of_sign_in = {view.change for view in Journalled.__subclasses__()}
    recorded = set(recorded_actions()) - {"note_sign_in_change"} | of_sign_in
    assert {"accept_evidence", "file_in_qad", "agree_section", "set_gate_date", "download_pack"} <= recorded
    assert recorded == set(SENTENCES)
    assert set(STATUSES) <= recorded


def an_entry(action: str, old: dict[str, Any] | None = None, new: dict[str, Any] | None = None) -> Entry:
    return Entry(action=action, old=old or {}, new=new or {})


def test_a_page_read_and_a_file_taken_differ():
    file = {"name": "a.pdf"}
    told = [sentence_for(an_entry("look_at_evidence", new={"file": each})) for each in (None, file)]
    told.append(sentence_for(an_entry("read_evidence", new={"file": file})))
    assert told == ["read {it}", LOOKED_AT, SENTENCES["read_evidence"]]


def test_an_action_of_another_version_is_told_by_its_name():
    assert sentence_for(an_entry("merge_parties")) == "merge parties: {it}"


TOLD = {
    "a decision over another": (
        ("accept_evidence", {"outcome": "queried"}, {"outcome": "accepted", "until": "2025-05-14"}),
        [Value("Decision", "Queried", "Accepted"), Value("Accepted until", "", "14 May 2025")],
    ),
    "a first decision, as the sentence says": (
        ("accept_evidence", {"outcome": None}, {"outcome": "accepted", "until": None}),
        [],
    ),
    "a date at a gate": (
        (
            "set_gate_date",
            {"gate": "sit_cit", "due_on": "2025-05-14"},
            {"gate": "sit_cit", "due_on": None},
        ),
        [Value("Gate", "", "SIT CIT"), Value("Due on", "14 May 2025", "none")],
    ),
    "a section": (
        ("submit_section", {"status": "not_started"}, {"status": "submitted"}),
        [Value("State", "Not started", "Submitted")],
    ),
    "bytes": (
        (
            "submit_evidence",
            {},
            {"details": {"user_role": "MDR"}, "file": {"name": "a.pdf", "sha256": "ab12", "size": 3}},
        ),
        [Value("File", "", "a.pdf, SHA-256 ab12")],
    ),
    "settings": (
        (
            "change_programme",
            {"design_baselines": ["IR7"], "gate_dates": {}},
            {"design_baselines": ["IR7", "IR8"], "gate_dates": {"sit_cit": "2025-05-14"}},
        ),
        [Value("Design baselines", "IR7", "IR7 and IR8"), Value("Gate dates", "", "SIT CIT: 14 May 2025")],
    ),
    "a waiver": (
        ("grant_waiver", {}, {"requirement": "A094.SECURITY", "gates": ["sit_cit", "qualification"]}),
        [
            Value("Requirement", "", "Security assessment (A094.SECURITY)"),
            Value("Gates", "", "SIT CIT and Qualification"),
        ],
    ),
    "roles of both sorts": (
        ("add_person", {}, {"role": "code_body", "name": "Bo"}),
        [Value("Role", "", "Code Body")],
    ),
    "a service by its name": (
        ("file_in_pit", {}, {"service": "acme", "place": "pit", "section": None}),
        [Value("Service", "", "Acme SDS")],
    ),
    "how much came in": (
        ("import_facts", {}, {"$.routes[0].collector.name": "Volt", "$.evidence": []}),
        [Value("Values set", "", "2")],
    ),
}


@pytest.mark.parametrize(("said", "told"), TOLD.values(), ids=TOLD)
def test_values_in_words(said: tuple[Any, ...], told: list[Value]):
    assert values_of(an_entry(*said), {"acme": "Acme SDS"}) == told


@pytest.mark.parametrize("words", ["2026-13-45", "0000-01-01", "2026-02-30"])
def test_words_that_look_like_a_day_and_are_none_stay_as_they_are(words: str):
    assert [value.new for value in values_of(an_entry("sign_qad", new={"signatory": words}), {})] == [words]


def test_a_day_is_told_in_full():
    day = date(2024, 2, 29).isoformat()
    assert values_of(
        an_entry("withdraw_route", {"withdrawn_on": "2024-01-31"}, {"withdrawn_on": day}), {}
    ) == [Value("Withdrawn on", "31 January 2024", "29 February 2024")]

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assumptions import evaluate, read_facts
from tests.readiness.documents import example, loaded
from tests.readiness.test_standing import break_rule

pytestmark = pytest.mark.django_db


def run(*arguments: str, command: str = "readiness") -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_it_prints_the_result_of_the_rules():
    loaded()
    printed = json.loads(run("both-routes-non-sit", "--as-of", "2024-12-20", "--json"))
    assert printed == evaluate(read_facts(example())).as_json()


def test_one_gate_alone_and_another_day():
    loaded()
    printed = json.loads(
        run("both-routes-non-sit", "--as-of", "2024-06-01", "--gate", "qualification", "--json")
    )
    assert list(printed["gates"]) == ["qualification"]
    assert printed["as_of"] == "2024-06-01"


def test_without_json_it_tells_what_is_open():
    loaded()
    told = run("both-routes-non-sit", "--as-of", "2024-12-20", "--gate", "qualification")
    assert told.startswith("Qualification: Not ready\n")
    assert "A203.UEP_CONFIRMED, insufficient: " in told
    assert "A094.SECURITY" not in told


@pytest.mark.parametrize("command", ["readiness", "export_facts"])
def test_an_id_that_is_not_there_is_said(command: str):
    with pytest.raises(CommandError, match="There is no Smart Data Service with the id nobody"):
        run("nobody", command=command)


@pytest.mark.parametrize("day", ["2024-13-01", "1999-12-31"])
def test_a_day_that_is_none_is_said(day: str):
    with pytest.raises(CommandError, match=day):
        run("nobody", "--as-of", day)


def test_a_rule_that_raises_is_status_3_and_named(monkeypatch: pytest.MonkeyPatch):
    loaded()
    break_rule(monkeypatch, "A203.CHECKED", service="both-routes-non-sit", when_told=True)
    with pytest.raises(SystemExit) as stop:
        run("both-routes-non-sit", "--json")
    assert stop.value.code == 3


def test_the_export_is_the_document_with_its_defaults():
    loaded()
    printed = json.loads(run("both-routes-non-sit", "--as-of", "2024-12-20", command="export_facts"))
    assert evaluate(read_facts(printed)).as_json() == evaluate(read_facts(example())).as_json()

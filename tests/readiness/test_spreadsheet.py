"""No cell of a table that leaves the program is run by the spreadsheet that opens it, and none is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.spreadsheet import as_csv

BEGINNINGS = "=+-@\t\r\n＝＋－＠"


def read_back(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("beginning", BEGINNINGS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "\t ", "\r\n"])
@pytest.mark.parametrize("formula", ["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.test")'])
def test_what_a_spreadsheet_would_run_is_made_text(beginning, before, formula):
    cell = before + beginning + formula
    assert read_back(as_csv(["head"], [["before", cell, "after"]])) == [
        ["head"],
        ["before", f"'{cell}", "after"],
    ]


def test_the_head_is_text_too():
    assert read_back(as_csv(["=1"], [])) == [["'=1"]]


@pytest.mark.parametrize("cell", ["", "Emberley Data", "EV-0418", "a=b", "1 - 2", "'quoted'", "né, “so”; to"])
def test_what_is_plain_stays_as_it_is(cell):
    assert read_back(as_csv(["head"], [[cell]])) == [["head"], [cell]]


def test_a_cell_can_not_end_itself_and_begin_another():
    cells = ['safe","=1', "safe,=1", "safe;=1", "safe\n=1", '"=1"']
    assert read_back(as_csv(cells, [cells])) == [cells, cells]
    for line in as_csv(["head"], [[cell] for cell in cells]).decode("utf-8-sig").split("\r\n")[:-1]:
        assert line.startswith('"')
        assert line.endswith('"')


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1), min_size=1))
def test_every_cell_comes_back_with_an_apostrophe_at_most(rows):
    given_rows = [["head"], *rows]
    for written, cells in zip(read_back(as_csv(["head"], rows)), given_rows, strict=True):
        for got, cell in zip(written, cells, strict=True):
            assert got in (cell, f"'{cell}")
            assert not got.lstrip().startswith(tuple(BEGINNINGS))

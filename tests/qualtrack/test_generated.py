"""The pages that are made from code are those that the code makes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualtrack.generated import PAGES, main

DOCS = Path(__file__).parents[2] / "docs"


def test_the_committed_pages_are_up_to_date():
    assert main(["--check", str(DOCS)]) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_old_or_missing_is_named(tmp_path, capsys, name):
    assert main(["--write", str(tmp_path)]) == 0
    assert main(["--check", str(tmp_path)]) == 0
    page = tmp_path / name
    page.write_text(page.read_text().replace("SECAS", "Elexon").replace("`", "'"))
    assert main(["--check", str(tmp_path)]) == 1
    page.unlink()
    assert main(["--check", str(tmp_path)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [f"{page} is out of date: run `make docs`."] * 2

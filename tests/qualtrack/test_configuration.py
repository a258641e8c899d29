"""The page on configuration says what the settings read."""

import re
from pathlib import Path

from qualtrack import configuration
from qualtrack.environment import TABLE

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_page_is_up_to_date():
    assert configuration.main(["--check", str(ROOT / "docs/configuration.md")]) == 0


def test_an_old_page_is_refused(tmp_path, capsys):
    page = tmp_path / "configuration.md"
    assert configuration.main(["--write", str(page)]) == 0
    assert configuration.main(["--check", str(page)]) == 0

    page.write_text(page.read_text().replace("`DEBUG`", "`DEBUGGING`"))

    assert configuration.main(["--check", str(page)]) == 1
    assert "is out of date: run `make docs`" in capsys.readouterr().err


def test_each_declared_setting_is_read_somewhere_and_named_in_the_page():
    code = "".join(path.read_text() for path in (ROOT / "qualtrack").glob("*.py"))
    read = set(re.findall(r'(?:text|switch|number|seconds|names|url)\("([A-Z_]+)"[,)]', code))

    assert read == {setting.name for setting in TABLE}
    assert all(f"| `{setting.name}` |" in configuration.page() for setting in TABLE)

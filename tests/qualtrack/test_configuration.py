"""The page on configuration says what the settings read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from qualtrack import configuration
from qualtrack.environment import TABLE

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "qualtrack",
    "demonstration",
    "packs",
    "readiness",
    "evidence",
    "parties",
    "jobs",
    "journal",
    "assumptions",
)
# Said to others, not read for ourselves: which settings module is meant, and of what day a PDF is.
ALLOWED = ("os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'qualtrack.settings')", "SOURCE_DATE_EPOCH")


def test_each_declared_setting_is_read_somewhere_and_named_in_the_page():
    code = "".join(path.read_text() for path in (ROOT / "qualtrack").glob("*.py"))
    read = set(
        re.findall(r'(?:text|switch|number|seconds|days|names|address|url|read_url)\("([A-Z_]+)"[,)]', code)
    )

    assert read == {setting.name for setting in TABLE}
    assert all(f"| `{setting.name}` |" in configuration.page() for setting in TABLE)


def reads_of_the_environment(code: str) -> Iterator[str]:
    """Each expression that reads or passes on the process's environment."""
    tree = ast.parse(code)
    inside = {id(child): parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (name.name for name in node.names if name.name in {"environ", "environb", "getenv"})
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}:
            if not (isinstance(node.value, ast.Name) and node.value.id == "os"):
                continue
            outer: ast.AST = node
            while isinstance(inside[id(outer)], ast.Attribute | ast.Call | ast.Subscript):
                outer = inside[id(outer)]
            yield ast.unparse(outer)


def test_the_environment_is_read_through_the_table_alone():
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert len(files) > 100
    found = [
        f"{path.relative_to(ROOT)}: {read}"
        for path in [*files, ROOT / "manage.py"]
        if path != ROOT / "qualtrack/environment.py"
        for read in reads_of_the_environment(path.read_text())
        if not any(allowed in read for allowed in ALLOWED)
    ]
    assert found == []


def test_a_read_beside_the_table_is_found():
    code = "import os\nfrom os import getenv\na = os.environ.get('A')\nb = os.environ['B']\nos.getenv('C')\n"
    assert sorted(reads_of_the_environment(code)) == [
        "getenv",
        "os.environ.get('A')",
        "os.environ['B']",
        "os.getenv('C')",
    ]

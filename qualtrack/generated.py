"""The pages under docs/ that are made from code: written, or checked to be up to date."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from assumptions.handbook import handbook
from parties import access
from qualtrack import configuration

PAGES: Mapping[str, Callable[[], str]] = {
    "access.md": access.page,
    "assumptions.md": handbook,
    "configuration.md": configuration.page,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m qualtrack.generated", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", type=Path, metavar="DIRECTORY")
    what.add_argument("--check", type=Path, metavar="DIRECTORY")
    chosen = parser.parse_args(arguments)
    if chosen.write:
        for name, page in PAGES.items():
            (chosen.write / name).write_text(page(), encoding="utf-8")
        return 0
    old = [name for name, page in PAGES.items() if not _is_up_to_date(chosen.check / name, page())]
    for name in old:
        print(f"{chosen.check / name} is out of date: run `make docs`.", file=sys.stderr)
    return 1 if old else 0


def _is_up_to_date(file: Path, page: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == page


if __name__ == "__main__":
    sys.exit(main())

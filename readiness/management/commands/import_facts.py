"""``manage.py import_facts FILE...``: load facts documents, each on its own."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from assumptions import InvalidFacts
from assumptions.sentences import listed
from readiness.actions import import_facts

REFUSED = 2


class Command(BaseCommand):
    help = "Load facts documents. Each file stands alone: all of it is loaded, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--replace-programme",
            action="store_true",
            help="let a document whose programme part differs change the programme's settings",
        )

    def handle(self, *args: Any, files: list[Path], replace_programme: bool, **options: Any) -> None:
        loaded = [self._load(file, replace_programme) for file in files]
        if not all(loaded):
            sys.exit(REFUSED)

    def _load(self, file: Path, replace_programme: bool) -> bool:
        try:
            imported = import_facts(text=file.read_bytes(), replace_programme=replace_programme)
        except OSError as error:
            self._say_why(f"{file}: $: This file can't be read: {error.strerror}.")
            return False
        except InvalidFacts as invalid:
            for problem in invalid.problems:
                self._say_why(f"{file}: {problem.path}: {problem.message}")
            return False
        self.stdout.write(f"{file}: {imported.came.value} {imported.service.slug}")
        if imported.settings:
            self.stdout.write(f"{file}: set the programme's {listed(imported.settings)}")
        return True

    def _say_why(self, line: str) -> None:
        self.stderr.write(line.encode("utf-8", "backslashreplace").decode())

"""``manage.py import_facts FILE...``: load facts documents, each on its own."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error

from assumptions import InvalidFacts
from assumptions.sentences import listed
from jobs.errors import may_pass
from parties.transactions import NotKept
from readiness.actions import import_facts

logger = logging.getLogger(__name__)

REFUSED, FAILED = 2, 1
NOT_CERTAIN = (
    "The database failed while this was being kept, and nobody can say whether it was. Import the file "
    "again: what is there already is not changed."
)


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
        statuses = [self._load(file, replace_programme) for file in files]
        if any(statuses):
            sys.exit(FAILED if FAILED in statuses else REFUSED)

    def _load(self, file: Path, replace_programme: bool) -> int:
        """Load one file; the exit status that it alone would have."""
        try:
            imported = import_facts(text=file.read_bytes(), replace_programme=replace_programme)
        except OSError as error:
            self._say_why(f"{file}: $: This file can't be read: {error.strerror}.")
            return REFUSED
        except NotKept as failure:
            self._say_why(f"{file}: {failure}")
            return FAILED
        except Error as failure:
            if not may_pass(failure):
                raise
            logger.exception("Whether %s was imported is not certain", file)
            self._say_why(f"{file}: {NOT_CERTAIN}")
            return FAILED
        except InvalidFacts as invalid:
            for problem in invalid.problems:
                self._say_why(f"{file}: {problem.path}: {problem.message}")
            return REFUSED
        self.stdout.write(f"{file}: {imported.came.value} {imported.service.slug}")
        if imported.settings:
            self.stdout.write(f"{file}: set the programme's {listed(imported.settings)}")
        return 0

    def _say_why(self, line: str) -> None:
        self.stderr.write(line.encode("utf-8", "backslashreplace").decode())

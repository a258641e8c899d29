"""`manage.py sweep_files`: finish what programs that died left in the store. A worker does it every hour."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evidence.sweeping import sweep_files


class Command(BaseCommand):
    help = "Give files that came in their names, and remove those that no row names after a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--unnamed-too",
            action="store_true",
            help="remove also files that had their names and lost their rows, as after emptying a database; "
            "never where an older copy of the database was put back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            swept = sweep_files(unnamed_too=options["unnamed_too"])
        except OSError as failure:
            raise CommandError(
                f"The store failed; what is left waits for the next time. {failure}"
            ) from failure
        if swept.failed:
            raise CommandError(f"{swept}; the log names them.")
        self.stdout.write(f"{swept}.")

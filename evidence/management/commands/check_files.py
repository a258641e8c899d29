"""`manage.py check_files`: compare stored files with what was handed in. A worker does some every hour."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from evidence.models import BytesFound, EvidenceFile
from evidence.rounds import check_round

NOT_ALL = 2  # the exit code where the store failed and nothing else is known to be wrong


class Command(BaseCommand):
    help = "Read stored files again and compare them with what was handed in; exits with 1 where any differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--due",
            action="store_true",
            help="only those whose turn it is, as the worker does, in place of all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        done = check_round(everything=not options["due"])
        for file, found in done.wrong:
            self.stdout.write(_told(file, found))
        away = " The store is away, so the rest was left." if done.is_store_away else ""
        if done.wrong:
            raise CommandError(f"{done}; incidents are open.{away}")
        if done.failed:
            raise CommandError(f"{done}; the log names them.{away}", returncode=NOT_ALL)
        self.stdout.write(f"{done}.")


def _told(file: EvidenceFile, found: BytesFound) -> str:
    return f"{file.item.reference}, {file.name} ({file.content.name}): {found.label.lower()}"

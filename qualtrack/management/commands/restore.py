"""`manage.py restore FILE`: put back what `back_up` wrote, and check that it is what it was."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.restoring import restore


class Command(BaseCommand):
    help = "Put a backup back into an empty database and its store, and verify its journal and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the archive that back_up wrote")
        parser.add_argument("--replace", action="store_true", help="what the database holds now is lost")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restore(options["file"], replace=options["replace"], say=self.stdout.write)
        except (BackupFailed, OSError) as why:
            raise CommandError(str(why)) from why

"""`manage.py restore FILE`: put back what `back_up` wrote, and check that it is what it was."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.restoring import restore, restore_files


class Command(BaseCommand):
    help = "Put a backup back into an empty database and its store, and verify its journal and files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the archive that back_up wrote")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--replace", action="store_true", help="what the database holds now is lost")
        how.add_argument(
            "--files-only",
            action="store_true",
            help="put back only files that the database names and the store has lost, or has otherwise",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["files_only"]:
                restore_files(options["file"], say=self.stdout.write)
            else:
                restore(options["file"], replace=options["replace"], say=self.stdout.write)
        except (BackupFailed, OSError) as why:
            raise CommandError(str(why)) from why

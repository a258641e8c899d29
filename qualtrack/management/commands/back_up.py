"""`manage.py back_up TO`: database, files and journal head as they are now, in one archive."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from qualtrack.backups.errors import BackupFailed
from qualtrack.backups.taking import back_up


class Command(BaseCommand):
    help = "Write database, files and journal head into one archive, consistent while people work."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("to", type=Path, metavar="TO", help="a directory, or the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = back_up(options["to"])
        except (BackupFailed, OSError) as why:
            raise CommandError(f"No backup was made. {why}") from why
        manifest = made.manifest
        self.stdout.write(
            f"Backed up to {made.path}: the database, {len(manifest.files)} files, "
            f"{manifest.journal_entries} journal entries\n"
            f"Journal head   {manifest.journal_head}\n"
            f"SHA-256        {made.sha256}\n"
            "Note both where the database's owner can't change them."
        )
        if manifest.lost:
            lost = "\n".join(f"  {each.name}: {each.why}" for each in manifest.lost)
            raise CommandError(f"The backup lacks files that the database names:\n{lost}")

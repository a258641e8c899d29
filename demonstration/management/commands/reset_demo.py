"""`manage.py reset_demo`: the demonstration as it was when it was loaded; no other database is touched."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demonstration.actions import empty_demonstration, is_demonstration


class Command(BaseCommand):
    help = "Empty a demonstration database, with its files, and load the demonstration again."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration is not for production, so nothing was emptied.")
        if not is_demonstration():
            raise CommandError("This database is not marked as demonstration, so nothing was emptied.")
        empty_demonstration()
        call_command("load_demo", stdout=self.stdout, stderr=self.stderr)

"""`manage.py load_demo`: the demonstration, in a database that nobody uses yet; else only who can sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demonstration.actions import is_demonstration, is_empty, load_demonstration
from demonstration.next_paper import write_next_paper
from demonstration.scenario import SERVICES
from demonstration.sign_ins import sign_ins

BY_SLUG = {sds.slug: sds for sds in SERVICES}


class Command(BaseCommand):
    help = "Load the demonstration into an empty database, and print who can sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "services",
            nargs="*",
            choices=[*BY_SLUG, []],
            metavar="SERVICE",
            help="load these services alone: " + ", ".join(BY_SLUG),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demonstration is not for production, so nothing was loaded.")
        if is_empty():
            self.stdout.write("Loading the demonstration programme. All parties in it are fictitious.")
            self.stdout.flush()
            load_demonstration([BY_SLUG[slug] for slug in options["services"]] or SERVICES)
        elif not is_demonstration():
            self.stdout.write("This database is in use already, so no demonstration was loaded.")
            return
        else:
            self.stdout.write("The demonstration programme is here already, so nothing was loaded.")
        self.stdout.write(sign_ins())
        self.stdout.write(
            f"Try it: as Nia Farrow hand in {write_next_paper()} for Emberley Data, "
            "as Maeve Tollan accept it, and as Isla Corrow record the check. "
            "Emberley's Qualification turns ready."
        )

"""`manage.py verify_journal`: walk the whole journal and say whether it is as it was written."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.verification import Broken, verify


def a_head(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text.lower()):
        raise ArgumentTypeError("a head is 64 hexadecimal digits, as a former run printed it")
    return text.lower()


class Command(BaseCommand):
    help = "Compute the journal's chains anew, and name the first entry that is not as it was written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head",
            dest="heads",
            metavar="DIGEST",
            action="append",
            type=a_head,
            default=[],
            help="a head noted earlier, which an entry must still have (repeatable)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            walk = verify(options["heads"])
        except Broken as broken:
            raise CommandError(str(broken)) from None
        self.stdout.write(
            f"The journal is whole: {walk.whole.entries} entries in {walk.chains} chains, "
            f"head {walk.whole.digest}"
        )

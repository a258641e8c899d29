"""``manage.py issue_pack SLUG --output FILE``: the pack that the browser gives, without a browser."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError

from journal import clock
from packs.errors import PackNotMade
from packs.making import STEPS, write_pack
from packs.models import PackKind
from readiness.management.arguments import add_service_arguments, day_of, service_named


class Command(BaseCommand):
    help = "Write a readiness pack (PDF) or a QAD evidence pack (ZIP) of a Smart Data Service to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_service_arguments(parser)
        parser.add_argument("--kind", choices=PackKind.values, default=PackKind.READINESS.value)
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        service, kind, as_of = service_named(options["slug"]), PackKind(options["kind"]), day_of(options)
        if as_of > clock.today():
            raise CommandError(f"Give a day that is not after today, {clock.today().isoformat()}.")
        progress = Told(self, kind, quiet=options["verbosity"] < 2)
        try:
            with whole_or_nothing(options["output"]) as to:
                write_pack(service=service, kind=kind, as_of=as_of, to=to, progress=progress)
        except PackNotMade as why:
            raise CommandError(str(why)) from why
        except OSError as error:
            raise CommandError(f"{options['output']} can't be written: {error.strerror}.") from error


class Told:
    """Progress on the console, with ``--verbosity 2``."""

    def __init__(self, command: BaseCommand, kind: PackKind, *, quiet: bool) -> None:
        self.command, self.titles, self.quiet = command, STEPS[kind], quiet

    def begin(self, step: str) -> None:
        self._say(self.titles[step])

    def note(self, words: str) -> None:
        self._say(f"  {words}")

    def _say(self, words: str) -> None:
        if not self.quiet:
            self.command.stderr.write(words)


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only once it is whole; what was there before stays until then."""
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        # Made by open, not tempfile, so that it may be read by whom the umask lets.
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise

"""``manage.py export_facts SLUG``: the facts document of an SDS, built from the tables."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from readiness.facts import facts_document
from readiness.management.arguments import add_service_arguments, day_of, service_named


class Command(BaseCommand):
    help = "Print the facts document of a Smart Data Service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_service_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        document = facts_document(service_named(options["slug"]), as_of=day_of(options))
        self.stdout.write(json.dumps(document, indent=1, ensure_ascii=False))

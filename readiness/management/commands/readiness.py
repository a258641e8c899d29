"""``manage.py readiness SLUG``: where an SDS stands, by the rules, on the facts in the tables."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assumptions import Evaluation, RuleFault, evaluate, read_facts
from assumptions.vocabulary import Gate
from readiness.facts import facts_document
from readiness.management.arguments import add_service_arguments, day_of, service_named

FAULT = 3


class Command(BaseCommand):
    help = "Print where a Smart Data Service stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_service_arguments(parser)
        parser.add_argument(
            "--gate",
            dest="gates",
            action="append",
            type=Gate,
            choices=list(Gate),
            help="this gate only (repeatable)",
        )
        parser.add_argument(
            "--json", action="store_true", help="the whole result, as python -m assumptions gives it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        document = facts_document(service_named(options["slug"]), as_of=day_of(options))
        try:
            self._print(evaluate(read_facts(document), gates=options["gates"]), as_json=options["json"])
        except RuleFault as fault:
            self.stderr.write(f"{fault}.")
            sys.exit(FAULT)

    def _print(self, evaluation: Evaluation, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(evaluation.as_json(), indent=1, ensure_ascii=False))
        else:
            self._tell(evaluation)

    def _tell(self, evaluation: Evaluation) -> None:
        for gate, result in evaluation.gates.items():
            self.stdout.write(f"{gate.label}: {result.verdict.label}")
            for finding in result.open:
                self.stdout.write(
                    f"  {finding.requirement.id}, {finding.status.label.lower()}: {finding.reason}"
                )

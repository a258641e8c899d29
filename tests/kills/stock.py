"""Fills an empty installation, and prints who is signed in, as JSON.

There is one SDS, with enough files that copying them takes a while, and people whose sessions stand open.
"""

from __future__ import annotations

import json
import sys

from django.test import Client

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from tests.packs.stocked import stocked
from tests.parties.builders import file_named, item, reviewer

FILES, EACH = 8, 3_000_000  # files, bytes
PEOPLE = 3


def fill() -> None:
    sds = stocked()
    route = sds.routes.get(kind="mdr")
    for number in range(FILES):
        content = b"%PDF-1.7\n" + f"% certificate {number}\n".encode() * (EACH // 20)
        item(
            sds,
            EvidenceKind.UEPT_CERTIFICATE,
            [route],
            decided=DecisionOutcome.ACCEPTED,
            file=file_named(f"certificate-{number}.pdf", content),
        )
    sessions = []
    for _ in range(PEOPLE):
        client = Client()
        client.force_login(reviewer())
        sessions.append(client.cookies["session"].value)
    json.dump({"service": str(sds.pk), "sessions": sessions}, sys.stdout)

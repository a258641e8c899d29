"""`python -m tests.kills.stock`: fills an empty installation, and prints who is signed in, as JSON.

There is one SDS, with enough files that copying them takes a while, and people whose sessions stand open.
"""

from __future__ import annotations

import json
import os
import sys

import django

FILES, EACH = 8, 3_000_000  # files, bytes
PEOPLE = 3


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qualtrack.settings")
    django.setup()
    from django.test import Client  # noqa: PLC0415 - the models load only now

    from assumptions.vocabulary import DecisionOutcome, EvidenceKind  # noqa: PLC0415
    from tests.packs.stocked import stocked  # noqa: PLC0415
    from tests.parties.builders import file_named, item, reviewer  # noqa: PLC0415

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


if __name__ == "__main__":
    main()

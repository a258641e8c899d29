"""What is disturbed: each act as a person does it, by its page or its command, on things of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from itertools import count
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from parties.models import Person
from tests.parties.builders import (
    administrator,
    code_body,
    file_named,
    item,
    mdr_route,
    member,
    programme,
    reviewer,
    service,
)
from tests.readiness.documents import changed, example
from tests.readiness.pages import words
from tests.readiness.test_hand_in_evidence import CONFIRMATION, RIGHT, key

_numbers = count(1)
REQUEST = "the-request-{}"


@dataclass(frozen=True)
class Answer:
    """What came back: whether it is done, in words, and the id by which the log tells of it."""

    done: bool
    status: int
    said: str
    request: str = ""


Do = Callable[[], Answer]


def posting(person: Person, address: str, typed: dict[str, Any]) -> Do:
    """A form that is sent by somebody who has looked at its page before."""
    client = Client(raise_request_exception=False)
    client.force_login(person)
    client.get(address)

    def post() -> Answer:
        name = REQUEST.format(next(_numbers))
        for value in typed.values():
            if isinstance(value, UploadedFile):
                value.seek(0)  # it may be sent again
        answer = client.post(address, typed, headers={"X-Request-ID": name})
        assert answer["X-Request-ID"] == name
        said = words(answer.content.decode())
        return Answer(answer.status_code == 302, answer.status_code, said, name)

    return post


def hand_in() -> Do:
    programme()
    sds = service()
    typed = {"paper": key(CONFIRMATION, mdr_route(sds)), "request_key": uuid4(), **RIGHT}
    address = reverse("readiness:hand_in_evidence", args=[sds.pk])
    return posting(member(sds.provider), address, typed | {"upload": file_named("letter.pdf")})


def record_check() -> Do:
    programme()
    sds = service()
    route = mdr_route(sds)
    item(sds, CONFIRMATION, [route], decided=DecisionOutcome.ACCEPTED)
    typed = {"detail_outcome": "confirmed", "request_key": uuid4(), "upload": file_named("note.pdf")}
    return posting(code_body(), reverse("readiness:record_check", args=[route.pk]), typed)


def decision(outcome: str, reason: str = "") -> Do:
    programme()
    shown = item(service(), EvidenceKind.DBT_COMPLETION)
    typed = {"outcome": outcome, "reason": reason, "until": "", "decisions_seen": 0}
    return posting(reviewer(), reverse("readiness:review", args=[shown.pk]), typed)


def accept() -> Do:
    return decision("accepted")


def query() -> Do:
    return decision("queried", "Which company is this about?")


def reject() -> Do:
    return decision("rejected", "This is another company's.")


def request_pack() -> Do:
    programme()
    sds = service()
    address = reverse("packs:request_pack", args=[sds.pk])
    typed = {"kind": "readiness", "as_of": "2025-01-31", "request_key": uuid4()}
    return posting(member(sds.provider), address, typed)


def invite() -> Do:
    number = next(_numbers)
    typed = {"email": f"bo-{number}@example.test", "role": "reviewer"}
    return posting(administrator(), reverse("parties:invite_person"), typed)


def import_facts(tmp: Callable[[str], str]) -> Do:
    document = example()
    number = next(_numbers)
    renamed = document["service"] | {"id": f"imported-{number}"}
    place = tmp(json.dumps(changed(document, service=renamed)))

    def load() -> Answer:
        out, problems = StringIO(), StringIO()
        try:
            call_command("import_facts", place, stdout=out, stderr=problems)
        except SystemExit as end:
            return Answer(False, int(str(end.code)), problems.getvalue())
        return Answer(True, 0, out.getvalue())

    return load


BY_PAGE: dict[str, Callable[[], Do]] = {
    "hand in": hand_in,
    "record check": record_check,
    "accept": accept,
    "query": query,
    "reject": reject,
    "request pack": request_pack,
    "invite": invite,
}

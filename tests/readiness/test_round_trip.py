"""In as facts, out as facts: the tables give the rules what the documents gave, before an act and after."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assumptions import evaluate, read_facts
from assumptions.document import as_document
from parties.errors import Refused
from parties.models import SmartDataService
from readiness.actions.imports import Came
from readiness.facts import facts_document
from tests.assumptions.strategies import facts_documents
from tests.parties import builders
from tests.readiness.acts import ACTS, NothingToDo
from tests.readiness.documents import Document, example, load

pytestmark = pytest.mark.django_db

FEW = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def of_one_programme(draw: st.DrawFn) -> list[Document]:
    """Up to three documents with the same programme part and different service ids."""
    documents = draw(st.lists(facts_documents(), min_size=1, max_size=3))
    for number, document in enumerate(documents):
        document["programme"] = documents[0]["programme"]
        document["service"]["id"] = f"sds-{number}"
    return documents


def whole(document: Document) -> Document:
    """The document with its defaults, as an export has them."""
    return as_document(read_facts(document))


def exported(document: Document) -> Document:
    service = SmartDataService.objects.get(slug=document["service"]["id"])
    return facts_document(service, as_of=date.fromisoformat(document["as_of"]))


@contextmanager
def undone() -> Iterator[None]:
    """What is done within leaves no trace, so that each of a test's examples starts from nothing."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def printed(command: str, *arguments: str) -> Any:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return json.loads(out.getvalue())


@FEW
@given(documents=of_one_programme())
def test_what_went_in_comes_out_and_is_judged_the_same(documents: list[Document]):
    with undone():
        for document in documents:
            load(document)
        for document in documents:
            slug, day = document["service"]["id"], document["as_of"]
            assert printed("export_facts", slug, "--as-of", day) == whole(document)
            judged = evaluate(read_facts(document)).as_json()
            assert printed("readiness", slug, "--as-of", day, "--json") == judged
            assert load(exported(document)).came is Came.SAME


def perform(name: str, document: Document) -> bool:
    """Do one act on the document's day; whether it was done. It changes what it says it changes, alone."""
    service = load(document).service
    neighbour = load(neighbour_of(document)).service
    before, expected = whole(document), whole(document)
    with builders.on(date.fromisoformat(document["as_of"])):
        try:
            ACTS[name](service, expected)
        except (NothingToDo, Refused, ValidationError):
            expected = before
    assert exported(document) == expected
    assert evaluated(exported(document)) == evaluated(expected)
    if name != "change_programme":
        assert SmartDataService.objects.get(pk=neighbour.pk).facts_version == neighbour.facts_version
        assert exported(neighbour_of(document)) == whole(neighbour_of(document))
    return expected != before


def neighbour_of(document: Document) -> Document:
    return document | {"service": document["service"] | {"id": "neighbour"}}


def evaluated(document: Document) -> Document:
    return evaluate(read_facts(document)).as_json()


@FEW
@given(name=st.sampled_from(sorted(ACTS)), document=facts_documents())
def test_an_act_changes_the_facts_by_itself_alone(name: str, document: Document):
    with undone():
        perform(name, document)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_can_be_done(name: str):
    document = example()
    document["routes"][1]["collector"]["name"] = document["routes"][0]["collector"]["name"]
    document["evidence"][0]["filings"] = [{"place": "qad", "on": document["evidence"][0]["submitted_on"]}]
    document["qad"]["sections"][0]["history"] = BEFORE.get(name, [])
    document["waivers"] = [WAIVER | {"scope": document["routes"][0]["id"]}]
    assert perform(name, document)


SUBMITTED = [{"on": "2024-01-01", "status": "submitted"}]
BEFORE = {"agree_section": SUBMITTED, "query_section": SUBMITTED}
WAIVER = {
    "id": "w1",
    "requirement": "A094.SECURITY",
    "gates": ["qualification"],
    "granted_on": "2024-01-01",
    "granted_by": "QWG",
    "reason": "Assessment booked",
}

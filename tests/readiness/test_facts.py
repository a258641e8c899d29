from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assumptions import read_facts
from journal import clock
from parties.models import SmartDataService
from readiness.facts import facts_documents
from tests.parties import builders
from tests.readiness.documents import example, load

pytestmark = pytest.mark.django_db


def test_the_queries_are_the_same_for_one_service_as_for_four():
    document = example()
    for number in range(4):
        load(document | {"service": document["service"] | {"id": f"sds-{number}"}})
    counts = []
    for services in (SmartDataService.objects.all()[:1], SmartDataService.objects.all()):
        with CaptureQueriesContext(connection) as queries:
            facts_documents(services, as_of=clock.today())
        counts.append(len(queries))
    assert counts == [13, 13]


def test_a_service_with_nothing_has_a_valid_document():
    service = builders.service()
    document = facts_documents([service], as_of=clock.today())[service.pk]
    assert read_facts(document).service.id == service.slug
    assert document["evidence"] == document["routes"] == document["waivers"] == []

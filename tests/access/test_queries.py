"""Every page, for everybody who gets it, asks the database few things, however many SDSs there are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from parties.models import Organisation
from readiness import kept
from tests.access.expected import PAGES, Page
from tests.access.world import COLLECTOR, PROVIDER, ROLE_OF, World, make_world
from tests.parties.builders import item, mdr_route, section, service, supplier_route
from tests.readiness.granted import waiver
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
WHERE_KEPT, WHERE_FRESH = 12, 24
Counts = dict[tuple[str, str], tuple[int, int]]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    yield make_world(monkeypatch)
    caches["results"].clear()


def stock(world: World, number: int) -> None:
    """So many more SDSs of the provider, each with what an SDS can have."""
    provider: Organisation = world.things["provider"]
    collector = world.people[COLLECTOR].organisation
    for _ in range(number):
        sds = service(provider)
        own, route = mdr_route(sds), supplier_route(sds, collector)
        by = world.people[PROVIDER]
        item(sds, EvidenceKind.UEP_CONFIRMATION, [own], decided=DecisionOutcome.QUERIED, by=by)
        item(sds, EvidenceKind.UEPT_CERTIFICATE, [own], decided=DecisionOutcome.ACCEPTED, by=by)
        item(sds, EvidenceKind.DBT_COMPLETION, by=by)
        item(sds, EvidenceKind.OUTPUT_TEST, [route], by=world.people[COLLECTOR])
        section(sds)
        waiver(own)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200, address
    return len(made)


def counts(world: World, pages: list[Page]) -> Counts:
    """Of each page for each who gets it: where nothing is kept yet, and where results are."""
    clients = {who: signed_in(world.people[who]) for who in ROLE_OF}
    found = {}
    for page in pages:
        for who in sorted(page.who):
            address = page.address(world.things)
            caches["results"].clear()
            found[str(page), who] = queries(clients[who], address), queries(clients[who], address)
    return found


def test_every_page_asks_few_things(world: World):
    stock(world, 3)
    found = counts(world, [page for page in PAGES if page.get == 200])
    for key, value in sorted(found.items(), key=lambda each: each[1]): print(value, key)
    assert [
        (page, who, count)
        for (page, who), count in found.items()
        if count[0] >= WHERE_FRESH or count[1] >= WHERE_KEPT
    ] == []
    ofall = [page for page in PAGES if page.get == 200 and not page.thing]
    few = {key: found[key] for key in found if key[0] in {str(page) for page in ofall}}
    stock(world, 9)
    many = counts(world, ofall)
    for key in many:
        if many[key]!=few[key]: print(key, few[key], many[key])

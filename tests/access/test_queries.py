"""Every page, for everybody who gets it, asks the database few things, however many SDSs there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import draft_section
from journal import clock
from parties.models import SmartDataService
from readiness import kept
from readiness.standing import standings
from tests.access.expected import OK, PAGES, Page
from tests.access.world import COLLECTOR, PROVIDER, ROLE_OF, World, make_world
from tests.parties.builders import item, mdr_route, section, service, supplier_route
from tests.readiness.granted import waiver
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db
FEW_WHERE_FRESH, FEW_WHERE_KEPT = 24, 12
# To take a pack is noted each time, and the pack is read again before: no page, and nothing of it is kept.
NO_PAGES = {"packs:download_pack"}
LOOKED_AT = [page for page in PAGES if page.get == OK and page.url not in NO_PAGES]
# Who opens these for the first time in a day is sent on to them once that is noted.
NOTED = {"readiness:item", "readiness:review"}
Counts = dict[tuple[str, str], tuple[int, int]]


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    yield make_world(monkeypatch)
    caches["results"].clear()


def stock(world: World, number: int) -> None:
    """So many more SDSs of the provider, each with what an SDS can have."""
    by, collector = world.people[PROVIDER], world.people[COLLECTOR]
    for _ in range(number):
        sds = service(world.things["provider"])
        own, route = mdr_route(sds), supplier_route(sds, collector.organisation)
        item(sds, EvidenceKind.UEP_CONFIRMATION, [own], decided=DecisionOutcome.QUERIED, by=by)
        item(sds, EvidenceKind.UEPT_CERTIFICATE, [own], decided=DecisionOutcome.ACCEPTED, by=by)
        item(sds, EvidenceKind.DBT_COMPLETION, by=by)
        item(sds, EvidenceKind.OUTPUT_TEST, [route], by=collector)
        draft_section(actor=by, section=section(sds))
        waiver(own)


@contextmanager
def noted() -> Iterator[list[str]]:
    """What is asked of the database within."""
    made: list[str] = []

    def noting(execute, sql, params, many, context):
        made.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        yield made


def queries(client: Client, address: str) -> int:
    with noted() as made:
        assert client.get(address).status_code == OK, address
    return len(made)


def counts(world: World, pages: list[Page]) -> Counts:
    """Of each page for each who gets it: where nothing is kept yet, and where results are."""
    clients = {who: signed_in(world.people[who]) for who in ROLE_OF}
    found = {}
    for page in pages:
        address = page.address(world.things)
        for who in sorted(page.who):
            if page.url in NOTED:
                clients[who].get(address)
            caches["results"].clear()
            found[str(page), who] = queries(clients[who], address), queries(clients[who], address)
    return found


def counts_where_kept(world: World, pages: list[Page]) -> dict[tuple[str, str], int]:
    """The same for who comes after somebody else, so that little is to be evaluated."""
    clients = {who: signed_in(world.people[who]) for who in ROLE_OF}
    standings(SmartDataService.objects.all(), as_of=clock.today())
    return {
        (str(page), who): queries(clients[who], page.address(world.things))
        for page in pages
        for who in sorted(page.who)
    }


def test_every_page_asks_few_things_however_many_services_there_are(world: World):
    for what in ("service", "shared service"):
        section(world.things[what])
    stock(world, 3)
    found = counts(world, LOOKED_AT)
    assert {
        asked: (fresh, with_kept)
        for asked, (fresh, with_kept) in found.items()
        if fresh >= FEW_WHERE_FRESH or with_kept >= FEW_WHERE_KEPT
    } == {}
    stock(world, 9)
    assert {
        asked: (before, now)
        for asked, now in counts_where_kept(world, [page for page in LOOKED_AT if not page.thing]).items()
        if now > (before := found[asked][1])
    } == {}

"""The pages of an SDS, a finding, an item and their timelines ask the database few things, kept or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.actions import file_in_pit
from parties.models import Person, SmartDataService
from readiness import kept
from tests.parties.builders import (
    item,
    mdr_route,
    member,
    organisation,
    programme,
    reviewer,
    section,
    service,
    use_of,
)
from tests.readiness.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(kept, "may_be_kept", lambda: True)
    yield
    caches["results"].clear()


def a_service(routes: int) -> SmartDataService:
    """With as many routes, one of them a collector's, and papers queried, waiting and accepted on each."""
    programme()
    sds = service()
    for place in range(routes):
        route = mdr_route(sds, organisation() if place else None)
        for kind, decided in (
            (EvidenceKind.UEP_CONFIRMATION, DecisionOutcome.QUERIED),
            (EvidenceKind.DCC_ADAPTER, None),
            (EvidenceKind.UEPT_CERTIFICATE, DecisionOutcome.ACCEPTED),
        ):
            paper = item(sds, kind, [route], decided=decided)
        file_in_pit(actor=reviewer(), use=use_of(paper))
        section(sds)
    return sds


def addresses(sds: SmartDataService) -> dict[str, str]:
    route, use = sds.routes.earliest("position"), sds.uses.earliest("position")
    finding = [sds.pk, "qualification", "A203.UEP_CONFIRMED", route.pk]
    return {
        "service": reverse("readiness:service", args=[sds.pk]) + "?gate=qualification",
        "finding": reverse("readiness:finding", args=finding),
        "item": reverse("readiness:item", args=[use.item_id]),
        "timeline of the service": reverse("readiness:service_timeline", args=[sds.pk]),
        "timeline of the item": reverse("readiness:item_timeline", args=[use.item_id]),
    }


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(address).status_code == 200
    return len(made)


@pytest.mark.parametrize("of", [reviewer, None], ids=["a reviewer", "its provider"])
def test_a_page_asks_as_few_things_for_four_routes_as_for_one(of: Callable[[], Person] | None):
    for routes in (1, 4):
        sds = a_service(routes)
        client = signed_in(of() if of else member(sds.provider))
        counts = {}
        for name, address in addresses(sds).items():
            client.get(address)  # whoever opens an item first in a day is sent on once that is noted
            caches["results"].clear()
            counts[name] = queries(client, address), queries(client, address)
        assert counts == (FOR_A_REVIEWER if of else FOR_ITS_PROVIDER), routes


# Where nothing is kept yet, and where results are.
FOR_A_REVIEWER = {
    "service": (22, 10),
    "finding": (20, 8),
    "item": (23, 11),
    "timeline of the service": (9, 9),
    "timeline of the item": (9, 9),
}
FOR_ITS_PROVIDER = {
    "service": (22, 10),
    "finding": (19, 7),
    "item": (23, 11),
    "timeline of the service": (8, 8),
    "timeline of the item": (8, 8),
}

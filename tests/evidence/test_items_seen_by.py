"""What lists and pages show of items is what the permission says of each, clause by clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.models import EvidenceItem
from evidence.queries import items_seen_by, items_used_elsewhere
from parties.models import CollectionRoute, Person, SmartDataService
from parties.permissions import may
from tests.parties.builders import (
    administrator,
    code_body,
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    reviewer,
    service,
    supplier_route,
)

pytestmark = pytest.mark.django_db

ADAPTER = EvidenceKind.DCC_ADAPTER


@pytest.fixture
def sds() -> SmartDataService:
    return service()


def seen(person: Person, paper: EvidenceItem) -> bool:
    """Whether the query has it; the permission must say the same."""
    listed = items_seen_by(person).filter(pk=paper.pk).exists()
    assert listed == may(person, "evidence.see_item", paper)
    return listed


def test_what_is_used_in_its_service_a_provider_sees(sds: SmartDataService):
    collector = organisation()
    paper = item(sds, ADAPTER, [mdr_route(sds, collector)], by=reviewer())
    assert seen(member(sds.provider), paper)


def test_what_is_about_it_a_party_sees_and_finds_where_it_collects_no_more(sds: SmartDataService):
    collector = organisation()
    route = supplier_route(sds, collector)
    paper = item(sds, ADAPTER, [route], by=reviewer())
    assert seen(member(collector), paper)
    assert not items_used_elsewhere(member(collector)).exists()
    CollectionRoute.objects.filter(pk=route.pk).update(withdrawn_on=days_ago(1))
    assert seen(member(collector), paper)
    assert list(items_used_elsewhere(member(collector))) == [paper]
    assert not items_used_elsewhere(member(sds.provider)).exists()


def test_what_it_handed_in_a_party_sees_when_nothing_else_ties_it_to_the_item(sds: SmartDataService):
    paper = item(sds, ADAPTER, [mdr_route(sds, organisation())])
    handed_in_for = organisation()
    EvidenceItem.objects.filter(pk=paper.pk).update(handed_in_for=handed_in_for)
    paper.refresh_from_db()
    assert seen(member(handed_in_for), paper)


def test_another_party_sees_nothing(sds: SmartDataService):
    paper = item(sds, ADAPTER, [mdr_route(sds)])
    assert not seen(member(organisation()), paper)
    assert not seen(member(sds.provider, is_active=False), paper)


@pytest.mark.parametrize("make", [reviewer, code_body, administrator])
def test_the_programme_and_code_bodies_see_all(sds: SmartDataService, make: Callable[[], Person]):
    assert seen(make(), item(sds, ADAPTER, [mdr_route(sds)]))

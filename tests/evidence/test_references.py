"""References of items made here (EV-0001): their ids in documents too, with a suffix where taken."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use
from evidence.models import EvidenceItem, Use
from parties.models import Person, SmartDataService
from tests.parties.builders import days_ago, item, mdr_route, reviewer, service, use_of

DBT = EvidenceKind.DBT_COMPLETION


def imported(sds: SmartDataService, local_id: str) -> EvidenceItem:
    """An item without a number, as it comes with a document."""
    came = EvidenceItem.objects.create(kind=DBT, about=sds.provider, submitted_on=days_ago(50))
    Use.objects.create(item=came, service=sds, local_id=local_id, position=sds.uses.count())
    return came


@pytest.mark.django_db
def test_count_up_across_all_services():
    sds, other = service(), service()
    items = [item(sds, DBT), item(other, DBT), item(sds, EvidenceKind.DCC_ADAPTER, [mdr_route(sds)])]

    assert [each.reference for each in items] == ["EV-0001", "EV-0002", "EV-0003"]
    assert [use_of(each).local_id for each in items] == ["EV-0001", "EV-0002", "EV-0003"]
    assert [use_of(each).position for each in items] == [0, 0, 1]


@pytest.mark.django_db
def test_a_gap_is_not_filled():
    sds = service()
    first, second, _ = item(sds, DBT), item(sds, DBT), item(sds, DBT)
    for gone in (first, second):
        gone.files.all().delete()
        gone.delete()

    assert item(sds, DBT).reference == "EV-0004"


@pytest.mark.django_db
def test_grow_past_four_digits():
    sds = service()
    EvidenceItem.objects.filter(pk=item(sds, DBT).pk).update(number=9999)

    assert item(sds, DBT).reference == "EV-10000"


@pytest.mark.django_db
def test_imported_items_take_no_number():
    sds = service()
    came = imported(sds, "dbt-letter")

    assert came.reference == "dbt-letter"
    assert item(sds, DBT).reference == "EV-0001"


@pytest.mark.django_db
def test_have_a_suffix_where_the_id_is_taken():
    sds = service()
    imported(sds, "EV-0001")
    imported(sds, "EV-0001-2")

    made = item(sds, DBT)

    assert made.reference == "EV-0001"
    assert use_of(made).local_id == "EV-0001-3"


@pytest.mark.django_db
def test_the_id_in_the_document_that_an_item_came_with_is_told_in_no_other():
    sds = service()
    other = service(sds.provider)
    came = imported(sds, "acme-secret-7")
    imported(other, "EV-0001")

    use = add_use(actor=reviewer(), item=came, service=other)

    came.refresh_from_db()
    assert came.reference == "EV-0001"
    assert use.local_id == "EV-0001-2"
    assert use.position == 1
    assert use_of(came, sds).local_id == "acme-secret-7"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time.")
    several = [service() for _ in range(4)]
    actors = [reviewer() for _ in several]
    together = Barrier(len(several))

    def hand_in(sds: SmartDataService, actor: Person) -> str:
        together.wait(timeout=60)
        try:
            return item(sds, DBT, by=actor).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(len(several)) as threads:
        references = list(threads.map(hand_in, several, actors))

    assert sorted(references) == ["EV-0001", "EV-0002", "EV-0003", "EV-0004"]

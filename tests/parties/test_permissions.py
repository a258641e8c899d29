"""Who may see which SDS and which item."""

import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use
from parties.models import Role
from parties.permissions import may
from tests.parties.builders import item, member, organisation, person, reviewer, service, supplier_route
from tests.parties.who import CODE_BODY, EVERYBODY, PROVIDER, STAFF, somebody

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_its_provider_and_the_programme_see_a_service(who):
    sds = service()

    assert may(somebody(who, sds), "parties.see_service", sds) is (who in {PROVIDER, CODE_BODY, *STAFF})


def test_nobody_is_of_the_provider_of_nothing():
    assert not may(member(organisation()), "parties.see_service", None)


def test_an_item_is_seen_by_those_whom_it_concerns():
    collector, first, second, third = organisation(), service(), service(), service()
    paper = item(first, EvidenceKind.DCC_ADAPTER, [supplier_route(first, collector)])
    add_use(actor=reviewer(), item=paper, service=second, routes=[supplier_route(second, collector)])
    supplier_route(third, collector)

    who_sees = {
        "who handed it in": (member(first.provider), True),
        "whom it is about": (member(collector), True),
        "where it is used": (member(second.provider), True),
        "where it could be used": (member(third.provider), False),
        "a Code Body": (person(Role.CODE_BODY), True),
        "a reviewer": (reviewer(), True),
        "an inactive reviewer": (reviewer(is_active=False), False),
        "a superuser": (member(third.provider, is_superuser=True), False),
    }

    assert {who: may(somebody, "evidence.see_item", paper) for who, (somebody, _) in who_sees.items()} == {
        who: sees for who, (_, sees) in who_sees.items()
    }

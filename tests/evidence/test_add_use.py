import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use, withdraw_evidence
from parties.errors import NotAllowed
from tests.parties.builders import (
    days_ago,
    item,
    mdr_route,
    member,
    organisation,
    reviewer,
    service,
    supplier_route,
    use_of,
)
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

ADAPTER = EvidenceKind.DCC_ADAPTER


def test_lets_an_item_count_in_one_more_service():
    collector = organisation()
    first, second, third = service(), service(), service()
    paper = item(first, ADAPTER, [supplier_route(first, collector)])
    item(second, EvidenceKind.DBT_COMPLETION)
    route, _ = supplier_route(second, collector), supplier_route(third, collector)
    actor = reviewer()

    with one_change(raises=[second]) as change:
        use = add_use(actor=actor, item=paper, service=second, routes=[route])

    assert (use.service, use.local_id, use.position) == (second, "EV-0001", 1)
    assert list(use.routes.all()) == [route]
    assert list(use_of(paper, first).routes.all()) == list(first.routes.all())
    change.says(
        "add_use",
        by=actor,
        of=paper,
        about=collector,
        concerns=[second],
        new={"service": second.slug, "routes": ["r1"]},
    )


def test_lets_an_item_count_on_more_routes_of_a_service():
    sds = service()
    first, second, third = mdr_route(sds), mdr_route(sds), mdr_route(sds)
    paper = item(sds, ADAPTER, [second])

    with one_change(raises=[sds]) as change:
        use = add_use(actor=reviewer(), item=paper, service=sds, routes=[third, second, first, third])

    assert use == use_of(paper)
    assert [served.route for served in use.route_uses.all()] == [second, third, first]
    assert change.entry.new == {"service": sds.slug, "routes": ["r3", "r1"]}


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may(who):
    sds = service()
    there, further = mdr_route(sds), mdr_route(sds)
    paper = item(sds, ADAPTER, [there])
    check_who_may(
        who,
        {PROVIDER, *STAFF},
        sds,
        lambda actor: add_use(actor=actor, item=paper, service=sds, routes=[further]),
    )


def test_a_provider_uses_what_it_may_see_where_it_provides():
    first, second, collector = service(), service(), organisation()
    own = service(collector)
    paper = item(first, ADAPTER, [supplier_route(first, collector)])
    route, own_route = supplier_route(second, collector), supplier_route(own, collector)

    with pytest.raises(NotAllowed):  # the item is none of its business
        add_use(actor=member(second.provider), item=paper, service=second, routes=[route])
    with pytest.raises(NotAllowed):  # the service is none of its business
        add_use(actor=member(collector), item=paper, service=second, routes=[route])

    assert add_use(actor=member(collector), item=paper, service=own, routes=[own_route]).service == own


def test_says_why_not():
    sds, other, actor = service(name="Acme SDS"), service(name="Bolt SDS"), reviewer()
    route, of_other = mdr_route(sds), mdr_route(other)
    paper, whole = item(sds, ADAPTER, [route]), item(sds, EvidenceKind.DBT_COMPLETION)

    with refused("Choose routes of Bolt SDS.", field="routes"):
        add_use(actor=actor, item=paper, service=other, routes=[route])
    with refused("Choose the route that this is for.", field="routes"):
        add_use(actor=actor, item=paper, service=other)
    with refused("This is about the whole service; choose no route.", field="routes"):
        add_use(actor=actor, item=whole, service=other, routes=[of_other])
    with refused("The item counts there already.", field="routes"):
        add_use(actor=actor, item=paper, service=sds, routes=[route])
    with refused("The item counts there already.", field="routes"):
        add_use(actor=actor, item=whole, service=sds)


def test_a_paper_counts_for_the_party_that_it_is_about_alone():
    sds, supplier, actor = service(organisation("Acme")), organisation("Volt Energy"), reviewer()
    paper, whole = item(sds, ADAPTER, [mdr_route(sds)]), item(sds, EvidenceKind.DBT_COMPLETION)
    of_another, elsewhere = supplier_route(sds, supplier), service(supplier)
    said = "This item is about Acme, so it counts for Acme alone. Hand in another."

    with refused(said, field="routes"):
        add_use(actor=actor, item=paper, service=sds, routes=[of_another])
    with refused(said, field="routes"):
        add_use(actor=actor, item=whole, service=elsewhere)


def test_elexons_check_counts_where_it_was_made_alone():
    sds, actor = service(), reviewer()
    check, further = item(sds, EvidenceKind.UEP_CHECK, [mdr_route(sds)]), mdr_route(sds)

    with refused("Elexon checks route by route, so its check counts where it was made alone."):
        add_use(actor=actor, item=check, service=sds, routes=[further])


def test_a_route_that_is_not_there_takes_no_paper():
    sds, actor = service(), reviewer()
    paper = item(sds, ADAPTER, [mdr_route(sds)])
    gone = mdr_route(sds, declared_on=days_ago(50), withdrawn_on=days_ago(0))

    with refused("Choose a route that is declared and not withdrawn.", field="routes"):
        add_use(actor=actor, item=paper, service=sds, routes=[gone])


def test_what_was_withdrawn_counts_nowhere():
    sds, other, actor = service(), service(), reviewer()
    paper, route = item(sds, ADAPTER, [mdr_route(sds)]), mdr_route(other)
    withdraw_evidence(actor=actor, item=paper)

    with refused("This item is withdrawn, so it counts nowhere. Hand in a newer one."):
        add_use(actor=actor, item=paper, service=other, routes=[route])

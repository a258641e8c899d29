import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import give_consent, withdraw_consent
from evidence.models import Consent, Recipient
from evidence.queries import contents_seen_by
from parties.errors import NotAllowed
from tests.parties.builders import days_ago, item, mdr_route, member, organisation, service, supplier_route
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, check_who_may

pytestmark = pytest.mark.django_db


@pytest.fixture
def sds():
    return service()


@pytest.fixture
def collector(sds):
    party = organisation()
    supplier_route(sds, party)
    return member(party)


def share(person, sds, recipient=Recipient.PROVIDER):
    return give_consent(actor=person, service=sds, recipient=recipient)


def test_a_collector_consents_and_takes_it_back(sds, collector):
    paper = item(sds, EvidenceKind.OUTPUT_TEST, [sds.routes.get()], by=collector)
    provider = member(sds.provider)
    assert paper not in contents_seen_by(provider)

    with one_change(raises=[]) as change:
        consent = share(collector, sds)
    assert paper in contents_seen_by(provider)
    change.says(
        "give_consent",
        by=collector,
        of=consent,
        about=collector.organisation,
        concerns=[sds],
        new={"service": sds.slug, "recipient": "provider"},
    )

    with one_change(raises=[]) as change:
        withdraw_consent(actor=collector, consent=consent)
    assert paper not in contents_seen_by(provider)
    assert change.entry.action == "withdraw_consent"
    consent.refresh_from_db()
    assert consent.withdrawn_by == collector
    share(collector, sds)
    assert Consent.objects.count() == 2


def test_it_holds_for_that_service_and_that_collector_alone(sds, collector):
    other = service()
    route = supplier_route(other, collector.organisation)
    paper = item(other, EvidenceKind.OUTPUT_TEST, [route], by=collector)
    anothers = supplier_route(sds)
    beside = item(sds, EvidenceKind.OUTPUT_TEST, [anothers], by=member(anothers.collector))
    share(collector, sds)
    assert paper not in contents_seen_by(member(other.provider))
    assert beside not in contents_seen_by(member(sds.provider))


def test_what_is_shared_already_is_not_shared_twice_nor_withdrawn_twice(sds, collector):
    consent = share(collector, sds)
    with refused("This is shared already."):
        share(collector, sds)
    withdraw_consent(actor=collector, consent=consent)
    with refused("This is not shared any more."):
        withdraw_consent(actor=collector, consent=consent)


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_but_the_collector_shares_with_the_provider(who, sds, collector):
    check_who_may(who, set(), sds, lambda actor: share(actor, sds))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_shares_with_the_qwg(who, sds, collector):
    check_who_may(who, {PROVIDER}, sds, lambda actor: share(actor, sds, Recipient.QWG))


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_but_its_giver_withdraws_it(who, sds, collector):
    consent = share(collector, sds)
    check_who_may(who, set(), sds, lambda actor: withdraw_consent(actor=actor, consent=consent))


def test_who_collects_no_more_gives_no_consent_but_can_withdraw_one(sds, collector):
    consent = share(collector, sds)
    sds.routes.update(withdrawn_on=days_ago(1))
    withdraw_consent(actor=collector, consent=consent)
    with pytest.raises(NotAllowed):
        share(collector, type(sds).objects.get(pk=sds.pk))


def test_a_provider_that_collects_itself_needs_nobodys_consent(sds):
    mdr_route(sds)
    with pytest.raises(NotAllowed):
        share(member(sds.provider), sds)

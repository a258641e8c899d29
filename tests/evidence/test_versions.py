"""A newer version stands in an older one's place from its acceptance on, and no more if that is reversed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, Gate, ItemState
from evidence.actions import (
    accept_evidence,
    add_use,
    file_in_pit,
    file_in_qad,
    query_evidence,
    reject_evidence,
    submit_evidence,
    withdraw_evidence,
)
from evidence.models import EvidenceItem
from journal import clock
from journal.models import Entry
from parties.errors import NotAllowed, Refused
from parties.models import SmartDataService
from readiness.facts import facts_document
from readiness.standing import standing
from readiness.what_if import with_decision, with_newer_version
from tests.parties.builders import (
    days_ago,
    file_named,
    item,
    member,
    on,
    organisation,
    programme,
    reviewer,
    section,
    service,
    supplier_route,
    use_of,
)

pytestmark = pytest.mark.django_db
KIND = EvidenceKind.OUTPUT_TEST


@pytest.fixture
def sds() -> SmartDataService:
    programme()
    return service()


@pytest.fixture
def older(sds: SmartDataService) -> EvidenceItem:
    """Accepted, filed in the PIT evidence and under a section, and used on two routes."""
    supplier = organisation("Lark Energy")
    first, second = supplier_route(sds, supplier), supplier_route(sds, supplier)
    found = item(sds, KIND, [first], decided=DecisionOutcome.ACCEPTED, submitted_on=days_ago(30))
    add_use(actor=reviewer(), item=found, service=sds, routes=[second])
    file_in_pit(actor=reviewer(), use=use_of(found))
    file_in_qad(actor=reviewer(), use=use_of(found), section=section(sds))
    return found


def newer_version(sds: SmartDataService, older: EvidenceItem) -> EvidenceItem:
    return submit_evidence(
        actor=member(sds.provider),
        service=sds,
        kind=KIND,
        routes=[sds.routes.earliest("position")],
        details={},
        upload=file_named("newer.pdf", b"%PDF-1.7 newer"),
        replaces=older,
    )


def fresh(shown: EvidenceItem) -> EvidenceItem:
    return EvidenceItem.objects.get(pk=shown.pk)


def test_until_it_is_accepted_the_older_one_stands(sds, older):
    newer = newer_version(sds, older)
    assert (newer.replaces, fresh(older).withdrawn_on, fresh(older).replaced_by) == (older, None, None)
    query_evidence(actor=reviewer(), item=newer, reason="Which meters?")
    reject_evidence(actor=reviewer(), item=newer, reason="Not ours")
    assert fresh(older).state_on(clock.today()) is ItemState.ACCEPTED


def test_accepting_it_takes_over_uses_and_filings_from_that_day(sds, older):
    newer, today = newer_version(sds, older), clock.today()
    accept_evidence(actor=reviewer(), item=newer)
    was = fresh(older)
    assert (was.withdrawn_on, was.replaced_by) == (today, newer)
    use = use_of(newer)
    assert list(use.routes.all()) == list(use_of(older).routes.all())
    filed = [(filing.place, filing.section_id, filing.on) for filing in use.filings.all()]
    section_of = use_of(older).filings.get(place="qad").section_id
    assert filed == [("pit", None, today), ("qad", section_of, today)]
    assert was.state_on(days_ago(1)) is ItemState.ACCEPTED, "days before it stay as they were"


def test_what_was_shown_before_is_what_comes(sds, older):
    newer, today = newer_version(sds, older), clock.today()
    sds.refresh_from_db()
    before = facts_document(sds, as_of=today)
    entry = next(each for each in before["evidence"] if each["id"] == use_of(newer).local_id)
    foreseen = with_newer_version(before, use_of(older).local_id, entry)
    foreseen = with_decision(foreseen, use_of(newer).local_id, DecisionOutcome.ACCEPTED)
    accept_evidence(actor=reviewer(), item=newer)
    after = facts_document(SmartDataService.objects.get(), as_of=today)
    assert without_order(foreseen) == without_order(after)
    evaluation = standing(SmartDataService.objects.get(), as_of=today).evaluation
    assert evaluation
    assert any(
        use_of(newer).local_id in finding.evidence
        for finding in evaluation.gates[Gate.QUALIFICATION].findings
    )


def without_order(document):
    """A filing's withdrawal may be left out where it has none."""
    for each in document["evidence"]:
        each["filings"] = sorted((filing["place"], filing["on"]) for filing in each["filings"])
        each["routes"] = sorted(each["routes"])
    return document


@pytest.mark.parametrize("act", [query_evidence, reject_evidence])
def test_where_the_acceptance_is_reversed_the_older_one_stands_again(sds, older, act):
    newer = newer_version(sds, older)
    with on(days_ago(0)):
        accept_evidence(actor=reviewer(), item=newer)
    with on(clock.today() + timedelta(days=3)):
        act(actor=reviewer(), item=newer, reason="It is another meter's")
        assert fresh(older).state_on(clock.today()) is ItemState.ACCEPTED
        accept_evidence(actor=reviewer(), item=newer)
        assert fresh(older).withdrawn_on == clock.today(), "and gives way to it once more"
    acts = Entry.objects.filter(subject_id=older.pk).values_list("action", flat=True)
    assert [name for name in acts if name.endswith(("replace_evidence", "restore_evidence"))] == [
        "replace_evidence",
        "restore_evidence",
        "replace_evidence",
    ]


def test_accepted_anew_for_a_time_it_replaces_nothing_twice(sds, older):
    newer = newer_version(sds, older)
    accept_evidence(actor=reviewer(), item=newer)
    accept_evidence(actor=reviewer(), item=newer, until=clock.today() + timedelta(days=30))
    assert Entry.objects.filter(action="replace_evidence").count() == 1
    assert use_of(newer).filings.count() == 2


def test_of_two_newer_versions_the_later_one_replaces_the_earlier(sds, older):
    first, second = newer_version(sds, older), newer_version(sds, older)
    accept_evidence(actor=reviewer(), item=first)
    accept_evidence(actor=reviewer(), item=second)
    assert (fresh(older).replaced_by, fresh(first).replaced_by) == (first, second)
    reject_evidence(actor=reviewer(), item=second, reason="A draft")
    assert fresh(first).withdrawn_on is None
    assert fresh(older).replaced_by == first


def test_what_its_party_took_back_meanwhile_stays_so(sds, older):
    newer = newer_version(sds, older)
    withdraw_evidence(actor=reviewer(), item=older, why="Wrong")
    accept_evidence(actor=reviewer(), item=newer)
    reject_evidence(actor=reviewer(), item=newer, reason="A draft")
    assert fresh(older).withdrawn_on == clock.today()
    assert not Entry.objects.filter(action__in=["replace_evidence", "restore_evidence"]).exists()


def test_it_takes_over_what_the_older_one_is_used_for_elsewhere(sds, older):
    elsewhere = service(organisation("Pellwater"))
    route = supplier_route(elsewhere, older.about)
    add_use(actor=reviewer(), item=older, service=elsewhere, routes=[route])
    file_in_pit(actor=reviewer(), use=older.uses.get(service=elsewhere))
    newer = newer_version(sds, older)
    version = SmartDataService.objects.get(pk=elsewhere.pk).facts_version
    accept_evidence(actor=reviewer(), item=newer)
    taken = newer.uses.get(service=elsewhere)
    assert (list(taken.routes.all()), taken.filings.get().place) == ([route], "pit")
    assert SmartDataService.objects.get(pk=elsewhere.pk).facts_version > version


def test_a_route_that_is_withdrawn_is_not_taken_over(sds, older):
    elsewhere = service(organisation("Pellwater"))
    gone = supplier_route(elsewhere, older.about)
    add_use(actor=reviewer(), item=older, service=elsewhere, routes=[gone])
    gone.withdrawn_on = clock.today()
    gone.save()
    newer = newer_version(sds, older)
    accept_evidence(actor=reviewer(), item=newer)
    assert not newer.uses.filter(service=elsewhere).exists()


def test_a_newer_version_is_of_the_same_kind_and_party_and_of_what_is_in_force(sds, older):
    other_kind = item(sds, EvidenceKind.DBT_COMPLETION)
    withdrawn = item(sds, KIND, [sds.routes.earliest("position")])
    withdraw_evidence(actor=reviewer(), item=withdrawn)
    for wrong, says in ((other_kind, "is another paper"), (withdrawn, "is out of force since")):
        with pytest.raises(Refused, match=says):
            newer_version(sds, wrong)
    elsewhere = service(sds.provider)
    there = item(elsewhere, KIND, [supplier_route(elsewhere, older.about)])
    with pytest.raises(Refused, match="does not count in"):
        newer_version(sds, there)
    assert not EvidenceItem.objects.exclude(replaces=None).exists()


def test_nobody_names_what_they_may_not_read(sds, older):
    stranger = service(organisation("Stranger"))
    with pytest.raises(NotAllowed):
        submit_evidence(
            actor=member(stranger.provider),
            service=stranger,
            kind=KIND,
            routes=[supplier_route(stranger, older.about)],
            details={},
            upload=file_named(),
            replaces=older,
        )
    assert not EvidenceItem.objects.exclude(replaces=None).exists()

"""Filing an item's use (file_in_pit, file_in_qad) and taking that back (withdraw_filing)."""

from datetime import date, timedelta

import pytest

from assumptions.vocabulary import EvidenceKind
from evidence.actions import add_use, file_in_pit, file_in_qad, withdraw_evidence, withdraw_filing
from evidence.models import Filing, Use
from parties.models import SmartDataService
from tests.parties.builders import item, mdr_route, member, on, reviewer, section, service, use_of
from tests.parties.changes import one_change, refused
from tests.parties.who import EVERYBODY, PROVIDER, STAFF, check_who_may

pytestmark = pytest.mark.django_db

HANDED_IN = date(2024, 9, 1)
DAY = date(2024, 9, 30)
LATER = date(2024, 10, 31)


def handed_in(sds: SmartDataService) -> Use:
    return use_of(item(sds, EvidenceKind.DBT_COMPLETION, submitted_on=HANDED_IN))


def test_files_a_use_in_the_pit_evidence_of_its_own_service():
    sds = service()
    use, other = handed_in(sds), service(sds.provider)
    add_use(actor=reviewer(), item=use.item, service=other)
    actor = member(sds.provider)

    with on(DAY), one_change(raises=[sds]) as change:
        filing = file_in_pit(actor=actor, use=use)

    filing.refresh_from_db()
    assert (filing.use, filing.position, filing.place, filing.section) == (use, 0, "pit", None)
    assert (filing.on, filing.withdrawn_on) == (DAY, None)
    assert not filing.is_there_on(DAY - timedelta(days=1))
    assert filing.is_there_on(DAY)
    assert not use_of(use.item, other).filings.exists()
    change.says(
        "file_in_pit",
        by=actor,
        of=use.item,
        about=sds.provider,
        concerns=[sds],
        new={"service": sds.slug, "place": "pit", "section": None},
    )


def test_files_a_use_in_the_qad_under_a_section_or_as_a_whole():
    sds, actor = service(), reviewer()
    use, overview = handed_in(sds), section(sds, local_id="sds-01")

    with on(DAY), one_change(raises=[sds]) as change:
        under = file_in_qad(actor=actor, use=use, section=overview)
    with on(DAY):
        whole = file_in_qad(actor=actor, use=use)

    assert (under.place, under.section, under.position) == ("qad", overview, 0)
    assert (whole.place, whole.section, whole.position) == ("qad", None, 1)
    change.says(
        "file_in_qad",
        by=actor,
        of=use.item,
        about=sds.provider,
        concerns=[sds],
        new={"service": sds.slug, "place": "qad", "section": "sds-01"},
    )


def test_a_filing_that_is_withdrawn_counts_no_more():
    sds, actor = service(), reviewer()
    use = handed_in(sds)
    with on(DAY):
        filing = file_in_pit(actor=actor, use=use)

    with on(LATER), one_change(raises=[sds]) as change:
        withdraw_filing(actor=actor, filing=filing)

    filing.refresh_from_db()
    assert filing.withdrawn_on == LATER
    assert filing.is_there_on(LATER - timedelta(days=1))
    assert not filing.is_there_on(LATER)
    change.says(
        "withdraw_filing",
        by=actor,
        of=use.item,
        about=sds.provider,
        concerns=[sds],
        old={"service": sds.slug, "place": "pit", "withdrawn_on": None},
        new={"service": sds.slug, "place": "pit", "withdrawn_on": "2024-10-31"},
    )


def test_it_can_be_filed_again():
    use, actor = handed_in(service()), reviewer()
    with on(DAY):
        withdraw_filing(actor=actor, filing=file_in_pit(actor=actor, use=use))
        file_in_pit(actor=actor, use=use)

    assert [filing.is_there_on(DAY) for filing in use.filings.all()] == [False, True]


def test_a_filing_dated_ahead_never_takes_effect_once_withdrawn():
    use = handed_in(service())
    filing = Filing.objects.create(use=use, position=0, place="pit", on=LATER)

    with on(DAY):
        withdraw_filing(actor=reviewer(), filing=filing)

    filing.refresh_from_db()
    assert filing.withdrawn_on == LATER
    assert not filing.is_there_on(LATER)


@pytest.mark.parametrize("act", [file_in_pit, file_in_qad])
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may_file(who, act):
    sds = service()
    use = handed_in(sds)
    check_who_may(who, {PROVIDER, *STAFF}, sds, lambda actor: act(actor=actor, use=use))


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_the_provider_and_staff_may_withdraw(who):
    sds = service()
    filing = file_in_pit(actor=reviewer(), use=handed_in(sds))
    check_who_may(who, {PROVIDER, *STAFF}, sds, lambda actor: withdraw_filing(actor=actor, filing=filing))


def test_whose_item_it_is_files_it_nowhere_else():
    sds, other = service(), service()
    paper = item(sds, EvidenceKind.DCC_ADAPTER, [mdr_route(sds, sds.provider)])
    route = mdr_route(other, sds.provider)
    elsewhere = add_use(actor=reviewer(), item=paper, service=other, routes=[route])

    check_who_may(PROVIDER, {}, sds, lambda actor: file_in_pit(actor=actor, use=elsewhere))


def test_says_why_not():
    sds, actor = service(name="Acme SDS"), reviewer()
    use, of_another = handed_in(sds), section(service())

    with on(DAY):
        with refused("Choose a section of the QAD of Acme SDS.", field="section"):
            file_in_qad(actor=actor, use=use, section=of_another)
        for act, place in ((file_in_pit, "PIT evidence"), (file_in_qad, "QAD")):
            filing = act(actor=actor, use=use)
            with refused(f"It is filed in the {place} already.", field="section"):
                act(actor=actor, use=use)
        withdraw_filing(actor=actor, filing=filing)
    with on(LATER), refused("This filing was withdrawn already, on 30 September 2024."):
        withdraw_filing(actor=actor, filing=filing)


def test_what_is_not_there_is_not_filed():
    use, actor = handed_in(service()), reviewer()

    with (
        on(HANDED_IN - timedelta(days=1)),
        refused("This item is handed in on 1 September 2024; file it from that day on."),
    ):
        file_in_pit(actor=actor, use=use)

    withdraw_evidence(actor=actor, item=use.item)
    with refused("This item is withdrawn, so it can't be filed. Hand in a newer one."):
        file_in_pit(actor=actor, use=use)

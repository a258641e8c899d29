"""What must never be, whoever writes: the database itself refuses it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from assumptions.vocabulary import DecisionOutcome, EvidenceKind
from evidence.models import (
    Decision,
    EvidenceFile,
    EvidenceItem,
    Filing,
    Incident,
    RouteUse,
    SectionEntry,
    SignOff,
    Use,
)
from journal import clock
from parties.models import Person
from readiness.models import Waiver
from tests.parties.builders import item, mdr_route, reviewer, section, service, use_of

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 30)
BEFORE = DAY - timedelta(days=1)


def is_refused(write: Callable[[], Any], constraint: str = "") -> None:
    """Check that the database refuses to write, by that constraint where it has a name of ours."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert constraint in str(refusal.value)


def handed_in(**fields: Any) -> EvidenceItem:
    return item(service(), EvidenceKind.DBT_COMPLETION, submitted_on=DAY, **fields)


def decision(of: EvidenceItem, **fields: Any) -> Decision:
    """A decision as every action writes it, not saved."""
    said: dict[str, Any] = {"position": 0, "on": DAY, "outcome": DecisionOutcome.ACCEPTED}
    said |= {"item_submitted_on": of.submitted_on, "item_handed_in_by": of.handed_in_by_id}
    if decider := fields.get("decided_by"):
        said |= {"decided_as": decider.role}
    return Decision(item=of, **(said | fields))


def test_an_item_is_not_withdrawn_before_it_was_handed_in():
    paper = handed_in()

    paper.withdrawn_on = BEFORE
    is_refused(paper.save, "evidence_item_withdrawn_after_submitted")

    paper.withdrawn_on = DAY
    paper.save()


def test_two_items_do_not_have_one_number():
    first, second = handed_in(), handed_in()

    second.number = first.number

    is_refused(second.save)


def test_nothing_is_decided_before_it_was_handed_in():
    paper = handed_in()

    is_refused(decision(paper, on=BEFORE).save, "evidence_decision_after_submission")

    decision(paper).save()


def test_nobody_decides_what_they_handed_in():
    actor: Person = reviewer()
    paper = handed_in(by=actor)

    is_refused(decision(paper, decided_by=actor).save)

    decision(paper, decided_by=reviewer()).save()
    decision(paper, decided_by=None, position=1).save()


def test_nobody_decides_what_they_handed_in_by_a_change_of_hands():
    author = reviewer()
    paper = handed_in(by=author)
    by_another = decision(paper, decided_by=reviewer())
    by_another.save()

    by_another.decided_by = author

    is_refused(by_another.save)


def test_a_time_does_not_end_before_it_begins():
    paper = handed_in()

    is_refused(decision(paper, until=BEFORE).save, "evidence_decision_until_after_on")

    decision(paper, until=DAY).save()


def test_a_filing_is_not_withdrawn_before_it_was_made():
    use = use_of(handed_in())
    filing = Filing(use=use, position=0, place="pit", on=DAY, withdrawn_on=BEFORE)

    is_refused(filing.save, "evidence_filing_withdrawn_after_on")


def test_only_the_qad_has_sections():
    use = use_of(handed_in())
    filing = Filing(use=use, position=0, place="pit", section=section(use.service), on=DAY)

    is_refused(filing.save, "evidence_filing_section_in_qad")


def test_a_waiver_does_not_end_before_it_was_granted():
    waiver = Waiver(
        service=service(), local_id="w1", position=0, requirement="A094.SECURITY", gates=["sit_cit"]
    )
    waiver.granted_on, waiver.expires_on = DAY, BEFORE

    is_refused(waiver.save, "readiness_waiver_ends_after_granted")


def test_a_waiver_has_one_scope():
    sds = service()
    waiver = Waiver(service=sds, local_id="w1", position=0, requirement="A094.SECURITY", granted_on=DAY)
    waiver.route, waiver.section = mdr_route(sds), section(sds)

    is_refused(waiver.save, "readiness_waiver_one_scope")


def twice() -> dict[str, Callable[[], object]]:
    """Rows that stand once, each as it would be written a second time."""
    sds = service()
    route, overview = mdr_route(sds), section(sds)
    paper = item(sds, EvidenceKind.DCC_ADAPTER, [route])
    other = item(sds, EvidenceKind.DBT_COMPLETION)
    use = use_of(paper)
    filing = {"use": use, "position": 0, "place": "pit", "on": DAY}
    entry = {"section": overview, "position": 0, "on": DAY, "status": "drafting"}
    signed = {"service": sds, "position": 0, "on": DAY, "signatory": "Dora Director"}
    decided = decision(paper, on=paper.submitted_on)
    decided.save()
    Filing.objects.create(**filing)
    SectionEntry.objects.create(**entry)
    SignOff.objects.create(**signed)
    return {
        "an item in a service": lambda: Use.objects.create(item=paper, service=sds, local_id="x", position=9),
        "an id in a document": lambda: Use.objects.create(
            item=other, service=sds, local_id=use.local_id, position=9
        ),
        "a route of a use": lambda: RouteUse.objects.create(use=use, route=route, position=9),
        "a decision's place": lambda: decision(paper, on=paper.submitted_on).save(),
        "a filing's place": lambda: Filing.objects.create(**filing),
        "an entry's place": lambda: SectionEntry.objects.create(**entry),
        "a signature's place": lambda: SignOff.objects.create(**signed),
        "a section's id": lambda: section(sds, local_id=overview.local_id),
    }


def test_what_stands_once_is_not_written_twice():
    written = []
    for what, write in twice().items():
        with suppress(IntegrityError), transaction.atomic():
            write()
            written.append(what)
    assert written == []


def test_nobody_decides_what_they_handed_in_whatever_the_decision_says_of_it():
    author = reviewer()
    paper = handed_in(by=author)

    is_refused(decision(paper, decided_by=author, item_handed_in_by=None).save)

    by_another = decision(paper, decided_by=reviewer(), item_handed_in_by=None)
    by_another.save()
    by_another.decided_by = author
    is_refused(by_another.save)


def test_who_decided_does_not_become_who_handed_it_in():
    paper, decider = handed_in(), reviewer()
    decision(paper, decided_by=decider).save()

    paper.handed_in_by = decider

    is_refused(paper.save)


def test_who_decided_had_a_part():
    by_nobody = decision(handed_in(), decided_by=reviewer(), decided_as="")

    is_refused(by_nobody.save, "evidence_decision_by_a_role")


def test_no_file_is_scanned_by_nobody_or_at_no_time():
    file = handed_in().files.get()

    for at, by in ((clock.now(), ""), (None, "ClamAV 1.4.6")):
        file.scanned_at, file.scanned_by = at, by
        is_refused(file.save, "evidence_file_scanned_by_whom")

    file.scanned_at, file.scanned_by = clock.now(), "ClamAV 1.4.6"
    file.save()


def test_no_file_was_checked_at_no_time_or_with_no_outcome():
    file = handed_in().files.get()

    for at, found in ((clock.now(), ""), (None, "other")):
        file.checked_at, file.found = at, found
        is_refused(file.save, "evidence_file_checked_with_outcome")

    file.checked_at, file.found = clock.now(), "as_handed_in"
    file.save()


def test_nobody_asks_for_a_check_at_no_time():
    file = handed_in().files.get()

    for at, by in ((clock.now(), None), (None, reviewer())):
        file.check_asked_at, file.check_asked_by = at, by
        is_refused(file.save, "evidence_file_check_asked_by_whom")


def test_no_file_is_erased_by_nobody_or_for_no_reason():
    file = handed_in().files.get()

    said = {"erased_at": clock.now(), "erased_by": reviewer(), "erased_why": "Its time is over."}
    row = EvidenceFile.objects.filter(pk=file.pk)
    for left_out in said:
        fields = {name: value for name, value in said.items() if name != left_out}
        is_refused(partial(row.update, **fields), "evidence_file_erased_by_whom_and_why")

    row.update(**said)


def test_only_what_was_erased_is_nowhere_in_the_store():
    file = handed_in().files.get()

    file.content = ""

    is_refused(file.save, "evidence_file_is_somewhere")


def incident(of: EvidenceFile, **fields: Any) -> Incident:
    return Incident(**({"file": of, "found": "other", "found_size": 3, "found_sha256": "0" * 64} | fields))


def test_one_incident_of_a_file_is_open():
    file = handed_in().files.get()
    incident(file, closed_at=clock.now(), closed_why="Put back").save()
    incident(file).save()

    is_refused(incident(file).save, "" if connection.vendor == "sqlite" else "evidence_incident_open_once")


def test_an_incident_says_why_it_ended_and_what_was_found():
    file = handed_in().files.get()

    is_refused(incident(file, closed_at=clock.now()).save, "evidence_incident_closed_says_why")
    is_refused(incident(file, closed_by=reviewer()).save, "evidence_incident_closed_says_why")
    is_refused(incident(file, found="missing").save, "evidence_incident_says_what_was_found")
    is_refused(incident(file, found_sha256="").save, "evidence_incident_says_what_was_found")
    is_refused(incident(file, found="as_handed_in").save, "evidence_incident_says_what_was_found")
    incident(file, found="missing", found_size=None, found_sha256="").save()

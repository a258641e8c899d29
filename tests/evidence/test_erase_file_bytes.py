"""Retention: the bytes go, once and for good, and what is known of them stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from assumptions.vocabulary import DecisionOutcome, EvidenceKind, ItemState
from evidence.actions import (
    accept_evidence,
    check_stored_bytes,
    erase_file_bytes,
    integrity,
    reject_evidence,
    submit_evidence,
    withdraw_evidence,
)
from evidence.models import Decision, EvidenceFile, EvidenceItem
from evidence.previewing import preview_of
from evidence.rounds import check_round
from evidence.stores import StoreFailed, store
from evidence.sweeping import sweep_files
from journal import clock
from parties.models import SmartDataService
from qualtrack.backups.stored_files import queries
from tests.evidence.damaged import incident_on
from tests.evidence.taken import taken
from tests.parties.builders import administrator, days_ago, file_named, item, member, reviewer, service
from tests.parties.changes import one_change, places_held, refused
from tests.parties.who import ADMINISTRATOR, EVERYBODY, check_who_may

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "Its time is over."
DBT = EvidenceKind.DBT_COMPLETION


def rejected(sds: SmartDataService | None = None) -> EvidenceItem:
    return item(sds or service(), DBT, decided=DecisionOutcome.REJECTED)


def erased(of: EvidenceItem) -> EvidenceFile:
    return erase_file_bytes(actor=administrator(), file=of.files.get(), why=WHY)


@pytest.mark.usefixtures("in_any_store")
def test_the_bytes_go_and_name_size_digest_and_history_stay():
    letter, actor = rejected(), administrator()
    file = letter.files.get()
    with one_change(raises=[]) as change:
        erase_file_bytes(actor=actor, file=file, why=f" {WHY} ")
    assert places_held() == []
    kept = letter.files.get()
    assert (kept.name, kept.size, kept.sha256) == (file.name, file.size, file.sha256)
    assert (kept.erased_by, kept.erased_why, kept.content.name) == (actor, WHY, "")
    assert letter.decisions.count() == 1
    change.says(
        "erase_file_bytes",
        by=actor,
        of=letter,
        about=letter.about,
        new={"file": {"name": file.name, "sha256": file.sha256, "size": file.size}},
        why=WHY,
    )


def withdrawn() -> EvidenceItem:
    letter = item(service(), DBT, decided=DecisionOutcome.ACCEPTED)
    withdraw_evidence(actor=reviewer(), item=letter)
    return letter


def ran_out() -> EvidenceItem:
    return item(service(), DBT, decided=DecisionOutcome.ACCEPTED, until=days_ago(1))


@pytest.mark.parametrize("settled", [rejected, withdrawn, ran_out])
def test_what_counts_no_more_may_go(settled: Callable[[], EvidenceItem]):
    letter = settled()
    erased(letter)
    assert places_held() == []


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (
            DecisionOutcome.ACCEPTED,
            "{} is accepted and counts, so its document has to stay. Withdraw it first.",
        ),
        (DecisionOutcome.QUERIED, "{} is not settled yet, so its document has to stay. Withdraw it first."),
        (None, "{} is not settled yet, so its document has to stay. Withdraw it first."),
    ],
)
def test_what_counts_or_may_still_count_stays(outcome, sentence):
    letter, actor = item(service(), DBT, decided=outcome), administrator()
    with refused(sentence.format(letter.reference)):
        erase_file_bytes(actor=actor, file=letter.files.get(), why=WHY)


def test_what_is_accepted_from_a_day_to_come_stays():
    letter, actor = rejected(), administrator()
    tomorrow = clock.today() + timedelta(days=1)
    Decision.objects.create(
        item=letter, position=1, on=tomorrow, outcome="accepted", item_submitted_on=letter.submitted_on
    )
    sentence = f"A decision on {letter.reference} takes effect on a day to come, so its document has to stay."
    with refused(sentence):
        erase_file_bytes(actor=actor, file=letter.files.get(), why=WHY)


def test_what_is_withdrawn_from_a_day_to_come_stays():
    letter, actor = item(service(), DBT, decided=DecisionOutcome.ACCEPTED), administrator()
    letter.withdrawn_on = clock.today() + timedelta(days=1)
    letter.save()
    with refused(
        f"{letter.reference} is accepted and counts, so its document has to stay. Withdraw it first."
    ):
        erase_file_bytes(actor=actor, file=letter.files.get(), why=WHY)


def test_a_replaced_one_may_go_and_stands_no_more_where_that_is_reversed():
    older = item(service(), DBT, decided=DecisionOutcome.ACCEPTED)
    newer = submit_evidence(
        actor=member(older.about),
        service=older.uses.get().service,
        kind=DBT,
        details={},
        upload=file_named(),
        replaces=older,
    )
    actor = reviewer()
    accept_evidence(actor=actor, item=newer)
    erased(older)
    reject_evidence(actor=actor, item=newer, reason="Another company's.")
    older.refresh_from_db()
    assert (older.state_on(clock.today()), older.replaced_by) == (ItemState.ABSENT, newer)


def test_a_reason_is_needed_and_it_is_erased_once():
    letter, actor = rejected(), administrator()
    file = letter.files.get()
    with refused("Say why it is erased; that stays on the item's page.", field="why"):
        erase_file_bytes(actor=actor, file=file, why=" ")
    erased(letter)
    with refused(letter.files.get().kept_back):
        erase_file_bytes(actor=actor, file=file, why=WHY)


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_may(who):
    sds = service()
    file = rejected(sds).files.get()
    check_who_may(who, {ADMINISTRATOR}, sds, lambda actor: erase_file_bytes(actor=actor, file=file, why=WHY))


def test_it_is_not_accepted_again_but_may_be_rejected_again():
    letter, actor = rejected(), reviewer()
    erased(letter)
    with refused("Its document was erased, so it can't be accepted. Ask for it to be handed in anew."):
        accept_evidence(actor=actor, item=letter)
    reject_evidence(actor=actor, item=letter, reason="And again.")
    assert letter.state_on(clock.today()) is ItemState.REJECTED


@pytest.mark.usefixtures("in_any_store")
def test_a_store_that_fails_is_swept_later(monkeypatch):
    letter, other = rejected(), rejected()

    def away(_: str) -> None:
        raise StoreFailed("away")

    with monkeypatch.context() as broken:
        broken.setattr(type(store._wrapped), "delete", lambda _, name: away(name))  # type: ignore[attr-defined]
        erased(letter)
        assert sweep_files().failed == 1
    assert len(places_held()) == 2
    assert letter.files.get().content.name, "it is known still what has to go"
    assert "was erased" in letter.files.get().kept_back
    call_command("sweep_files")
    assert places_held() == [other.files.get().content.name]
    assert letter.files.get().content.name == ""


def test_what_a_program_that_died_left_is_swept(monkeypatch):
    letter = rejected()
    with monkeypatch.context() as dying:
        dying.setattr("evidence.actions.erasing._remove", lambda _: None)
        erased(letter)
    assert len(places_held()) == 1
    assert sweep_files().removed == 1
    assert (places_held(), letter.files.get().content.name) == ([], "")


def test_bytes_that_another_file_stands_on_stay():
    letter, other = rejected(), rejected()
    name = letter.files.get().content.name
    other.files.update(content=name)
    erased(letter)
    assert name in places_held()
    assert letter.files.get().content.name == ""
    erased(other)
    assert name not in places_held()


def test_it_is_told_to_who_would_download_or_look():
    letter = rejected()
    handed_in_by = letter.handed_in_by
    assert handed_in_by
    file = erased(letter)
    answer = taken(handed_in_by, reverse("evidence:download_file", args=[file.pk]))
    assert (answer.status, b"was erased on" in answer.content) == (410, True)
    assert "was erased on" in preview_of(file).cannot
    look = taken(handed_in_by, reverse("evidence:preview", args=[file.pk]))
    assert (look.status, b"was erased on" in look.content) == (200, True)
    page = taken(handed_in_by, reverse("evidence:preview_page", args=[file.pk]))
    assert page.status == 404
    stranger = taken(member(service().provider), reverse("evidence:download_file", args=[file.pk]))
    assert (stranger.status, b"erased" in stranger.content) == (404, False)


def test_no_check_takes_it_for_lost():
    letter, actor = rejected(), reviewer()
    item(service(), DBT)
    erased(letter)
    assert check_round(everything=True).checked == 1
    with refused(integrity.NOTHING_HELD):
        check_stored_bytes(actor=actor, item=letter)


def test_erasing_ends_an_incident():
    letter = rejected()
    incident = incident_on(letter)
    file = erased(letter)
    incident.refresh_from_db()
    assert (incident.closed_by, incident.closed_why) == (file.erased_by, f"The file was erased: {WHY}")
    assert not letter.files.get().is_wrong


def test_no_backup_asks_for_it_though_its_bytes_are_there_yet(monkeypatch):
    letter, other = rejected(), rejected()
    monkeypatch.setattr("evidence.actions.erasing._remove", lambda _: None)
    erased(letter)
    named = set()
    for query in queries():
        with connection.cursor() as cursor:
            cursor.execute(query)
            named |= {row[0] for row in cursor.fetchall()}
    assert named == {other.files.get().content.name}

"""Asking for a pack, asking again, taking it: who may, what is numbered, and what the journal keeps."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from celery import current_app
from django.urls import reverse

from assumptions.sentences import in_full
from jobs.models import JobState
from journal import clock
from packs.actions import MOST_AT_ONCE, download_pack, request_pack, retry_pack
from packs.errors import PackNotMade
from packs.making import STEPS
from packs.models import Pack, PackKind
from parties.errors import Refused
from tests.packs.stocked import asked, made, run
from tests.parties.builders import code_body, days_ago, member, reviewer
from tests.parties.changes import one_change, refused
from tests.parties.who import ADMINISTRATOR, CODE_BODY, EVERYBODY, PROVIDER, REVIEWER, check_who_may

MAY = {PROVIDER, REVIEWER, CODE_BODY, ADMINISTRATOR}


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_request_a_pack(sds, who):
    check_who_may(
        who,
        MAY,
        sds,
        lambda actor: request_pack(actor=actor, service=sds, kind=PackKind.QAD, as_of=days_ago(0)),
    )


def test_a_request_is_numbered_journalled_and_queued_and_changes_no_facts(sds):
    actor = member(sds.provider)
    with one_change(raises=[]) as change:
        pack = request_pack(actor=actor, service=sds, kind=PackKind.QAD, as_of=days_ago(3))
    change.says(
        "request_pack",
        by=actor,
        of=pack,
        about=sds.provider,
        concerns=[sds],
        new={"kind": "qad", "as_of": days_ago(3).isoformat()},
    )
    assert (pack.reference, pack.requested_by, pack.content.name, pack.snapshot) == (
        "QP-0001",
        actor,
        "",
        None,
    )
    assert {step.name: step.title for step in pack.job.steps.all()} == STEPS[PackKind.QAD]
    assert asked(sds).reference == "QP-0002"


def test_the_job_is_sent_after_commit(sds, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda task, args: sent.append((task, args)))
    with django_capture_on_commit_callbacks(execute=True):
        pack = asked(sds)
        assert sent == []
    assert sent == [("packs.make_pack", [str(pack.job_id)])]


def test_a_day_after_today_is_refused(sds):
    actor, today = reviewer(), days_ago(0)
    with refused(f"Give a day that is not after today, {in_full(today)}.", field="as_of"):
        request_pack(actor=actor, service=sds, kind=PackKind.QAD, as_of=today + timedelta(days=1))


def test_two_clicks_make_one_pack(sds, undrawn):
    actor = reviewer()
    first = asked(sds, by=actor)
    assert asked(sds, by=actor) == first
    assert {first, asked(sds, PackKind.QAD, by=actor), asked(sds, by=code_body())} == set(Pack.objects.all())
    assert Pack.objects.count() == 3


def test_nobody_keeps_all_others_waiting(sds):
    actor, today = reviewer(), clock.today()
    for days in range(MOST_AT_ONCE):
        request_pack(actor=actor, service=sds, kind=PackKind.QAD, as_of=today - timedelta(days=days))

    with refused("5 of your packs are being made. Ask for this one when one is done."):
        request_pack(actor=actor, service=sds, kind=PackKind.READINESS, as_of=today)
    other = reviewer()
    assert request_pack(actor=other, service=sds, kind=PackKind.READINESS, as_of=today).requested_by == other


def test_a_pack_that_is_made_can_be_made_again(sds, undrawn):
    actor = reviewer()
    assert made(sds, by=actor) != asked(sds, by=actor)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_retry_a_pack(sds, who, monkeypatch):
    pack = _failed(sds, monkeypatch)
    check_who_may(who, MAY, sds, lambda actor: retry_pack(actor=actor, pack=pack))


def test_a_failed_pack_is_retried_once(sds, monkeypatch):
    pack, actor = _failed(sds, monkeypatch), reviewer()
    with one_change(raises=[]) as change:
        assert retry_pack(actor=actor, pack=pack)
        assert not retry_pack(actor=actor, pack=pack)
    change.says(
        "retry_pack",
        by=actor,
        of=pack,
        about=sds.provider,
        concerns=[sds],
        new={"kind": "readiness", "as_of": days_ago(0).isoformat()},
    )
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.QUEUED


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_download_a_pack(sds, who, undrawn):
    pack = made(sds)
    check_who_may(who, MAY, sds, lambda actor: download_pack(actor=actor, pack=pack))


def test_a_download_is_journalled(sds, undrawn):
    pack, actor = made(sds), member(sds.provider)
    with one_change(raises=[]) as change:
        download_pack(actor=actor, pack=pack)
    change.says(
        "download_pack",
        by=actor,
        of=pack,
        about=sds.provider,
        concerns=[sds],
        new={"sha256": pack.sha256, "size": pack.size},
    )


def test_what_is_not_made_cannot_be_taken(sds):
    with pytest.raises(Refused, match="not made yet"):
        download_pack(actor=reviewer(), pack=asked(sds))


def _failed(sds, monkeypatch) -> Pack:
    def fail(snapshot):
        raise PackNotMade("no.")

    monkeypatch.setattr("packs.making.render_readiness_pdf", fail)
    return made(sds)


def test_a_form_that_is_sent_twice_makes_one_pack(client, sds, undrawn):
    client.force_login(member(sds.provider))
    shown = client.get(reverse("packs:service_packs", args=[sds.pk])).content.decode()
    (key,) = re.findall(r'name="request_key" value="([0-9a-f-]{36})" autocomplete="off"', shown)
    sent = {"kind": "readiness", "as_of": days_ago(0).isoformat(), "request_key": key}
    address = reverse("packs:request_pack", args=[sds.pk])

    first = client.post(address, sent)
    run(Pack.objects.get())  # made between the clicks, so that it is no longer under way
    second = client.post(address, sent)

    assert first.url == second.url
    assert Pack.objects.count() == 1
    client.post(address, sent | {"kind": "qad"})
    client.post(address, sent | {"request_key": str(uuid4())})
    assert list(Pack.objects.values_list("kind", flat=True)) == ["readiness", "qad", "readiness"]


def test_the_key_of_another_person_makes_a_pack_of_its_own(sds, undrawn):
    key = uuid4()
    packs = {
        request_pack(
            actor=person, service=sds, kind=PackKind.QAD, as_of=days_ago(0), request_key=key
        ).requested_by
        for person in (reviewer(), reviewer())
    }
    assert len(packs) == 2

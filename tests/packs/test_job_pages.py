"""The page of background work: staff see what was set aside and why, and start it again or give it up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from jobs.actions import begin_step, claim_job, fail_job, note_step, park_job, queue_job
from jobs.models import Job, JobState
from journal import clock
from packs.actions import cancel_job, restart_job
from packs.models import Pack, PackKind
from tests.packs.stocked import asked, made
from tests.parties.builders import code_body, days_ago, member, qwg, reviewer
from tests.parties.changes import one_change
from tests.parties.who import EVERYBODY, STAFF, check_who_may
from tests.readiness.pages import words

JOBS = "/jobs/"


def parked(job: Job) -> Job:
    taken = claim_job(job_id=job.pk, owner="worker 7")
    assert taken
    begin_step(job=taken, name="facts")
    park_job(job=taken, error="The rules stopped.")
    return taken


@pytest.fixture
def pack(sds) -> Pack:
    found = asked(sds, PackKind.QAD, by=member(sds.provider, name="Priya"))
    parked(found.job)
    return found


@pytest.fixture
def staff(client, db):
    client.force_login(reviewer())
    return client


def test_each_stands_in_its_place_with_its_reason(staff, sds, pack, undrawn):
    ended, running = made(sds), asked(sds, PackKind.QAD)
    job = claim_job(job_id=running.job_id, owner="worker 8")
    assert job
    begin_step(job=job, name="files")
    note_step(job=job, note="29 of 41 files")
    text = words(staff.get(JOBS).content.decode())
    head, aside, under_way, over = (
        text.partition("Set aside")[0],
        text[text.index("Set aside") : text.index("Under way")],
        text[text.index("Under way") : text.index("Ended")],
        text[text.index("Ended") :],
    )
    assert "1 piece of work is set aside. 1 is under way." in head
    assert f"{pack.reference}, QAD evidence pack, {sds.name} asked for by Priya Set aside" in aside
    assert str(pack.job_id) not in text
    assert "The rules stopped. Facts frozen" in aside
    assert f"{running.reference}, QAD" in under_way
    assert "Running worker 8 Files copied and hashed: 29 of 41 files" in under_way
    assert f"{ended.reference}, Readiness pack" in over
    assert "Done" in over


def test_a_parked_job_is_started_again_from_its_page(staff, pack):
    address = reverse("packs:restart_job", args=[pack.job_id])
    assert f'action="{address}"' in staff.get(JOBS).content.decode()
    assert "Started again: QP-0001" in words(staff.post(address, follow=True).content.decode())
    pack.job.refresh_from_db()
    assert (pack.job.state, pack.job.tries, pack.job.error) == (JobState.QUEUED, 0, "")
    assert "is not set aside any more" in words(staff.post(address, follow=True).content.decode())


def test_a_parked_job_is_given_up_from_its_page(staff, pack):
    address = reverse("packs:cancel_job", args=[pack.job_id])
    assert f'action="{address}"' in staff.get(JOBS).content.decode()
    assert "Cancelled: QP-0001" in words(staff.post(address, follow=True).content.decode())
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.CANCELLED
    assert "had ended before" in words(staff.post(address, follow=True).content.decode())


def test_a_pack_that_failed_lately_is_told_and_started_again_there(staff, sds):
    lately, long_ago = asked(sds), asked(sds, PackKind.QAD)
    for pack in (lately, long_ago):
        job = claim_job(job_id=pack.job_id, owner="worker 7")
        assert job
        fail_job(job=job, error="The store could not give a file.")
    Job.objects.filter(pk=long_ago.job_id).update(ended_at=clock.now() - timedelta(days=14))
    markup = staff.get(JOBS).content.decode()
    assert "Nothing is set aside. 1 failed in the last 5 working days. Nothing is under way." in words(markup)
    told = words(markup.split(">Failed in the last 5 working days<", 1)[1].split("<section", 1)[0])
    assert "Failed The store could not give a file." in told
    assert lately.reference in told
    assert long_ago.reference not in told
    retry = reverse("packs:retry_pack", args=[lately.pk])
    assert markup.count(f'action="{retry}"') == 1
    assert markup.count(">Start again<") == 1
    staff.post(retry)
    lately.job.refresh_from_db()
    assert lately.job.state == JobState.QUEUED


@pytest.mark.parametrize(("act", "name"), [(restart_job, "restart_job"), (cancel_job, "cancel_job")])
def test_it_is_journalled_of_the_pack(sds, pack, act, name):
    actor = reviewer()
    with one_change(raises=[]) as change:
        assert act(actor=actor, job=pack.job)
    change.says(
        name,
        by=actor,
        of=pack,
        about=sds.provider,
        concerns=[sds],
        new={"kind": "qad", "as_of": days_ago(0).isoformat()},
    )


def test_work_that_is_for_no_pack_is_there_too_and_journalled_of_itself(staff):
    job = parked(queue_job(task="rooms.work", steps={"facts": "Facts"}, label="Hashing all files anew"))
    assert "Hashing all files anew" in words(staff.get(JOBS).content.decode())
    actor = reviewer()
    with one_change(raises=[]) as change:
        restart_job(actor=actor, job=job)
    change.says("restart_job", by=actor, of=job, about=None)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("act", [restart_job, cancel_job])
def test_only_staff_may(sds, pack, who, act):
    check_who_may(who, STAFF, sds, lambda actor: act(actor=actor, job=pack.job))


@pytest.mark.parametrize("builder", [code_body, qwg, lambda: member(Pack.objects.get().service.provider)])
def test_there_is_no_such_page_nor_link_for_others(client, pack, builder):
    client.force_login(builder())
    assert client.get(JOBS).status_code == 404
    for name in ("packs:restart_job", "packs:cancel_job"):
        assert client.post(reverse(name, args=[pack.job_id])).status_code == 404
    assert f'href="{JOBS}"' not in client.get(reverse("parties:account")).content.decode()
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.PARKED


@pytest.mark.parametrize("number", [1, 9])
def test_it_takes_the_same_few_queries_however_many_there_are(
    staff, sds, undrawn, django_assert_num_queries, number
):
    for _ in range(number):
        parked(asked(sds).job)
        asked(sds, PackKind.QAD)
        made(sds)
    staff.get(JOBS)
    with django_assert_num_queries(10):
        # session, person; the parked, count and rows of the others; their packs and steps; the frame's own
        staff.get(JOBS)

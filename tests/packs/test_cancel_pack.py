"""Cancelling a pack: whoever asked for it, and staff; at any moment before it has ended."""

from __future__ import annotations

import pytest
from django.urls import reverse

from jobs.actions import claim_job
from jobs.models import JobState
from packs.actions import cancel_pack, retry_pack
from packs.models import PackKind
from parties.errors import NotAllowed
from tests.packs.stocked import asked, made, run
from tests.parties.builders import code_body, days_ago, member, organisation, reviewer
from tests.parties.changes import one_change
from tests.parties.who import EVERYBODY, STAFF, check_who_may


@pytest.mark.parametrize("who", EVERYBODY)
def test_staff_may_cancel_what_somebody_else_asked_for(sds, who):
    pack = asked(sds)
    check_who_may(who, STAFF, sds, lambda actor: cancel_pack(actor=actor, pack=pack))


@pytest.mark.parametrize(
    "builder", [lambda sds: member(sds.provider), lambda sds: code_body()], ids=["its member", "a Code Body"]
)
def test_whoever_asked_may_cancel_it(sds, builder):
    actor = builder(sds)
    pack = asked(sds, PackKind.QAD, by=actor)
    with one_change(raises=[]) as change:
        assert cancel_pack(actor=actor, pack=pack)
        assert not cancel_pack(actor=actor, pack=pack)
    change.says(
        "cancel_pack",
        by=actor,
        of=pack,
        about=sds.provider,
        concerns=[sds],
        new={"kind": "qad", "as_of": days_ago(0).isoformat()},
    )
    assert run(pack).job.state == JobState.CANCELLED


def test_who_asked_and_has_left_the_party_may_not(sds):
    actor = member(sds.provider)
    pack = asked(sds, by=actor)
    actor.organisation = organisation()
    actor.save()
    with pytest.raises(NotAllowed):
        cancel_pack(actor=actor, pack=pack)


def test_a_pack_that_is_made_stays(sds, undrawn):
    pack = made(sds)
    assert not cancel_pack(actor=reviewer(), pack=pack)
    pack.refresh_from_db()
    assert pack.content


def test_a_cancelled_pack_can_be_asked_for_again(sds, undrawn):
    pack, actor = asked(sds), reviewer()
    cancel_pack(actor=actor, pack=pack)
    assert retry_pack(actor=actor, pack=pack)
    assert run(pack).job.state == JobState.DONE


def test_it_is_done_on_the_packs_own_page(client, sds):
    actor = member(sds.provider)
    client.force_login(actor)
    pack = asked(sds, by=actor)
    claim_job(job_id=pack.job_id, owner="a worker")
    page, cancel = reverse("packs:pack", args=[pack.pk]), reverse("packs:cancel_pack", args=[pack.pk])
    assert f'action="{cancel}"' in client.get(page).content.decode()
    text = client.post(cancel, follow=True).content.decode()
    assert "Cancelled. Nothing is half made." in text
    assert ">Try again<" in text
    assert f'action="{cancel}"' not in text
    assert "had ended before" in client.post(cancel, follow=True).content.decode()


def test_a_colleague_has_no_such_button_nor_address(client, sds):
    pack = asked(sds, by=member(sds.provider))
    client.force_login(member(sds.provider))
    cancel = reverse("packs:cancel_pack", args=[pack.pk])
    assert cancel not in client.get(reverse("packs:pack", args=[pack.pk])).content.decode()
    assert client.post(cancel).status_code == 404
    pack.job.refresh_from_db()
    assert pack.job.state == JobState.QUEUED
